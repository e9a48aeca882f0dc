// What a script adds to a page that works without it: printing, a count of letters, and a form
// that is not sent twice by an impatient thumb.
addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const button of document.querySelectorAll("[data-load]")) {
    if (window.MediaRecorder) button.hidden = false;
    button.addEventListener("click", () => {
      button.dataset.asked = 1;
      document.head.append(Object.assign(document.createElement("script"), { src: button.dataset.load }));
    }, { once: true });
  }
  for (const area of document.querySelectorAll("textarea[data-limit]")) {
    const words = area.nextElementSibling;
    const left = words && words.dataset.left;
    if (left) {
      const tell = () => {
        words.textContent = left.replace("#", area.dataset.limit - [...area.value].length);
      };
      area.addEventListener("input", tell);
      if (area.value) tell();
    }
  }
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
});
// A page that comes back from the history may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
