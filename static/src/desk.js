// Keys for the lists of the desk. Everything can be reached by Tab without them.
addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector("[data-list]");
  const help = document.getElementById("keys");
  const rows = list ? [...list.querySelectorAll("tbody tr")] : [];
  const link = (row) => row.querySelector("th a");
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const step = (by) => {
    const next = rows[Math.min(Math.max(here() + by, 0), rows.length - 1)];
    if (next) link(next).focus();
  };
  const show = () => help && help.showModal && !help.open && help.showModal();
  const opener = document.querySelector("[data-keys]");
  if (opener && help && help.showModal) {
    opener.hidden = false;
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      show();
    });
  }
  // A page of many questions: Ctrl+Enter saves from wherever one types.
  const quick = document.querySelector("form[data-quick]");
  if (quick) {
    quick.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      quick.requestSubmit();
    });
  }
  const does = {
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const row = rows[here()];
      const box = row && row.querySelector("[name=case]");
      if (box) box.click();
    },
    "/": () => document.getElementById("seek-q").focus(),
    "?": show,
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (help && help.open)) return;
    const types = /^(TEXTAREA|SELECT)$/.test(event.target.tagName);
    const box = event.target.tagName === "INPUT" && event.target.type !== "checkbox";
    if (types || box || !does[event.key]) return;
    event.preventDefault();
    does[event.key]();
  });
});
