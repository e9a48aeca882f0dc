// The page of the room with what is still on this phone drawn into it. The parts that carry
// `data-live` are as the server wrote them; what is not there yet is added by the kind of entry.
const RoomPage = (() => {
  const find = (selector, from = document) => from.querySelector(selector);
  const findAll = (selector, from = document) => [...from.querySelectorAll(selector)];
  const clone = (id) => document.getElementById(id).content.cloneNode(true).firstElementChild;
  const clock = (seconds) => Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  const known = (attribute, value) => find("[data-" + attribute + '="' + CSS.escape(value) + '"]');
  const written = new Map(findAll("[data-live]").map((part) => [part.id, part.innerHTML]));

  const isTyped = (field) => /INPUT|SELECT|TEXTAREA/.test(field.tagName) && field.type !== "checkbox";
  // A part in which a field has the focus, or a button is held down just now, is left alone.
  const isBusy = (part) =>
    (part.contains(document.activeElement) && isTyped(document.activeElement)) || Boolean(find("button:active", part));

  // What was chosen or typed in a part and not sent yet: it stays when the part is written anew.
  const chosen = new Map();
  const nameOf = (field) => {
    const block = field.closest("[data-concern], [data-theme]");
    const { concern = "", theme = "" } = block ? block.dataset : {};
    return [field.closest("[data-live]").id, concern, theme, field.name].join(" ");
  };
  document.addEventListener("input", ({ target }) => {
    if (target.name && isTyped(target) && target.closest("[data-live]")) chosen.set(nameOf(target), target.value);
  });
  const forget = (form) => {
    for (const field of form.elements) if (field.name && field.closest("[data-live]")) chosen.delete(nameOf(field));
  };
  const choose = () => {
    for (const field of findAll("[data-live] select, [data-live] input, [data-live] textarea")) {
      if (isTyped(field) && chosen.has(nameOf(field))) field.value = chosen.get(nameOf(field));
    }
  };

  const mark = (element, entry) => {
    element.dataset.drawn = entry.key;
    element.classList.add("pending");
    return element;
  };
  const offer = (select, entry, words) => {
    if (find('option[value="' + entry.key + '"]', select)) return;
    select.append(mark(new Option(words, entry.key), entry));
  };
  const row = (entry, words) => {
    const list = known("list", entry.kind);
    list.append(mark(Object.assign(document.createElement("li"), { textContent: words }), entry));
  };

  const blockOf = (theme) => {
    let block = known("theme", theme);
    if (!block && !theme) {
      block = clone("theme-block");
      find("h3", block).textContent = document.getElementById("themes-live").dataset.none;
      find("form", block).remove();
      document.getElementById("themes-live").append(block);
    }
    return block;
  };

  const draw = {
    agreement(entry, said) {
      row(entry, said.text);
      offer(document.getElementById("commitment-agreement"), entry, said.text.slice(0, 60));
    },
    commitment: (entry, said) => row(entry, said.what),
    contribution(entry, said) {
      row(entry, said.text);
      if (said.kind !== "concern") return;
      const concern = mark(clone("concern-row"), entry);
      concern.dataset.concern = find("[name=concern]", concern).value = entry.key;
      find(".said", concern).textContent = said.text;
      find("ul", blockOf("")).append(concern);
    },
    gather(_entry, said) {
      const concern = known("concern", said.concern);
      const block = blockOf(said.theme);
      if (!concern || !block) return;
      find("ul", block).append(concern);
      find("[name=was]", concern).value = said.theme;
      find("select", concern).value = said.theme;
    },
    item(entry, said) {
      const point = known("item", said.item);
      const now = find(".points [aria-current]");
      const left = find("#agenda .left");
      const begins = said.verb === "begin";
      if (now && (begins || now === point)) now.removeAttribute("aria-current");
      if (begins && point) {
        point.setAttribute("aria-current", "step");
        left.dataset.begun = entry.at;
        left.dataset.minutes = point.dataset.minutes;
      }
      if (begins || now === point) left.hidden = !begins;
      document.getElementById("agenda-now").textContent = begins && point
        ? find("b", point).textContent : document.getElementById("agenda").dataset.between;
      const next = begins && point && point.nextElementSibling;
      const form = find("#agenda [data-next]");
      if (form && begins) {
        form.hidden = !next;
        if (next) {
          find("[name=item]", form).value = next.dataset.item;
          find("span", form).textContent = form.dataset.next.replace("#", find("b", next).textContent);
        }
      }
    },
    newcomer(entry, said) {
      const line = mark(clone("tick-row"), entry);
      line.dataset.at = said.sitting;
      find("input", line).value = entry.key;
      find("span", line).textContent = said.name;
      document.getElementById("ticks").append(line);
    },
    present(_entry, said) {
      const tick = find('#ticks [value="' + CSS.escape(said.person) + '"]');
      if (tick) RoomSitting.mark(tick, said.sitting, said.present === "y");
    },
    theme(entry, said) {
      const block = mark(clone("theme-block"), entry);
      block.dataset.theme = find("[name=theme]", block).value = entry.key;
      find("h3", block).textContent = said.title;
      document.getElementById("themes-live").prepend(block);
      const selects = [...findAll("#themes-live select[name=theme]"), find("select", document.getElementById("concern-row").content)];
      for (const select of selects) offer(select, entry, said.title);
    },
    turn(_entry, said) {
      const cell = known("cell", said.group + " " + said.sex);
      if (!cell) return;
      const [minutes, seconds] = said.spoke.split(":");
      cell.dataset.seconds = Number(cell.dataset.seconds) + Number(minutes) * 60 + Number(seconds || 0);
    },
    weigh(_entry, said) {
      const form = blockOf(said.theme) && find("form", blockOf(said.theme));
      if (!form) return;
      const counts = ["women", "men", "others"].map((name) => (form.elements[name].value = Number(said[name]) || 0));
      form.elements.figures.value = counts.join(".");
    },
  };

  // What a script adds to the parts after they were written anew.
  const dress = () => {
    for (const cell of findAll("td[data-cell]")) {
      let button = find("button", cell);
      if (!button) {
        button = Object.assign(document.createElement("button"), { type: "button", className: "alt" });
        cell.replaceChildren(button);
      }
      button.textContent = clock(Number(cell.dataset.seconds));
      button.setAttribute("aria-label", cell.dataset.who + ": " + button.textContent);
    }
    for (const element of findAll("[data-script]")) element.hidden = false;
    for (const element of findAll("[data-noscript]")) element.hidden = true;
    const count = find("[data-count]");
    if (count) count.textContent = count.dataset.count.replace("#", findAll("#ticks :checked").length);
  };

  // Where the focus was in a part that is written anew.
  const place = () => {
    const at = document.activeElement;
    const cell = at.closest("td[data-cell]");
    if (cell) return 'td[data-cell="' + cell.dataset.cell + '"] button';
    if (at.closest("#sittings a")) return '#sittings [data-sitting="' + at.dataset.sitting + '"]';
    return at.closest("#ticks") ? '#ticks [value="' + CSS.escape(at.value) + '"]' : "";
  };

  const show = (entries) => {
    const focused = place();
    const busy = findAll("[data-live]").filter(isBusy);
    const hidden = document.getElementById("concern-row");
    for (const option of findAll("[data-drawn]").concat(hidden ? findAll("[data-drawn]", hidden.content) : [])) {
      if (!busy.some((part) => part.contains(option))) option.remove();
    }
    for (const part of findAll("[data-live]")) {
      const open = find("details[open]", part);
      if (!busy.includes(part)) part.innerHTML = written.get(part.id);
      if (open && find("details", part)) find("details", part).open = true;
    }
    for (const entry of entries) {
      if (entry.state !== "refused" && draw[entry.kind] && !known("drawn", entry.key)) {
        draw[entry.kind](entry, Object.fromEntries(entry.fields));
      }
    }
    choose();
    RoomSitting.draw();
    dress();
    if (focused && find(focused)) find(focused).focus({ preventScroll: true });
    const filter = document.getElementById("people-filter");
    if (filter && filter.value) filter.dispatchEvent(new Event("input"));
  };

  // The page as the server has it now; false when it cannot be had.
  const refresh = async () => {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!fresh.getElementById("room")) return false;
    RoomSitting.hear(answer);
    for (const part of findAll("[data-live]")) {
      const now = fresh.getElementById(part.id);
      if (now) written.set(part.id, now.innerHTML);
    }
    for (const select of findAll("#room form > .field select, #room .twin select")) {
      const now = fresh.getElementById(select.id);
      if (!now || now.innerHTML === select.innerHTML) continue;
      const chosen = select.value;
      select.innerHTML = now.innerHTML;
      select.value = chosen;
    }
    const row = document.getElementById("concern-row");
    const freshRow = fresh.getElementById("concern-row");
    if (row && freshRow) row.innerHTML = freshRow.innerHTML;
    return true;
  };

  return { clock, clone, find, findAll, forget, refresh, show };
})();
