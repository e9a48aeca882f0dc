// Which part of the meeting the ticks are of: the one whose hour it is, or the one that was chosen.
// A choice ends when the hour of another part comes, so that no day is written into the day before.
const RoomSitting = (() => {
  let drift = 0; // how far the clock of the server is ahead of that of this phone
  let choice = null; // { sitting, at }: what was chosen, and which part was at hand then
  const find = (selector) => document.querySelector(selector);
  const links = () => [...document.querySelectorAll("#sittings a")];
  const number = (link) => (link ? link.dataset.sitting : "");

  // By the clock, but never one before that which the server named last: many a phone says 1970.
  const due = () => {
    const all = links();
    const begun = all.filter((link) => Date.parse(link.dataset.from) <= Date.now() + drift).pop();
    const named = all.findIndex((link) => "due" in link.dataset);
    return number(all[Math.max(named, all.indexOf(begun), 0)]);
  };
  const shown = () => {
    const known = choice && links().some((link) => number(link) === choice.sitting);
    return known && choice.at === due() ? choice.sitting : due();
  };

  const draw = () => {
    const sitting = shown();
    const name = find("#sitting-name");
    find("#room").dataset.sitting = sitting;
    for (const link of links()) {
      if (number(link) !== sitting) link.removeAttribute("aria-current");
      else {
        link.setAttribute("aria-current", "true");
        if (name.textContent !== link.textContent) name.textContent = link.textContent;
      }
    }
    for (const field of document.querySelectorAll("#people [name=sitting]")) {
      if (!field.form.dataset.mends) field.value = sitting; // what is mended stays of its own part
    }
    for (const tick of document.querySelectorAll("#ticks [name=present]")) {
      tick.checked = tick.closest("li").dataset.at.split(" ").includes(sitting);
    }
  };

  return {
    draw,
    choose: (sitting) => (choice = { sitting, at: due() }),
    hear(answer) {
      const said = Date.parse(answer.headers.get("Date"));
      if (said) drift = said - Date.now();
    },
    mark(tick, sitting, present) {
      const line = tick.closest("li");
      const others = line.dataset.at.split(" ").filter((one) => one && one !== sitting);
      line.dataset.at = (present ? [...others, sitting] : others).join(" ");
    },
    // What was chosen before the page was loaded anew, here or by a link without this script.
    recall(kept) {
      const asked = new URLSearchParams(location.search).get("sitting");
      choice = asked ? { sitting: asked, at: due() } : kept || null;
      if (asked) history.replaceState(null, "", location.pathname + location.hash);
    },
  };
})();
