// The page of a run that is at work: how far it is, without loading the page again and again.
addEventListener("DOMContentLoaded", () => {
  const now = document.getElementById("now");
  if (!now || !window.fetch) return;
  const tell = (name, words) => {
    const place = now.querySelector(`[data-${name}]`);
    if (place.textContent !== words) place.textContent = words;
    if (name !== "progress") place.closest("p").hidden = !words;
  };
  let wait = 2000;
  const look = async () => {
    try {
      const answer = await fetch(now.dataset.address, { redirect: "error" });
      if (!answer.ok) throw new Error("no answer");
      const run = await answer.json();
      if (run.state !== now.dataset.state) return location.reload();
      document.getElementById("progress").value = run.progress;
      tell("progress", `${run.progress} %`);
      tell("news", run.news);
      tell("trouble", run.trouble);
      tell("message", run.message);
      wait = 2000;
    } catch {
      wait = Math.min(wait * 2, 30000);
    }
    setTimeout(look, wait);
  };
  setTimeout(look, wait);
});
