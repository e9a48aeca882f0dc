// The room on this phone: a form becomes an entry that is kept here and sent when there is a network.
(async () => {
  const room = document.getElementById("room");
  const box = document.getElementById("outbox");
  if (!room || !window.indexedDB || !(await Outbox.works)) return; // the forms go as they are

  const mainOf = (entry) => {
    const said = Object.fromEntries(entry.fields);
    return said.text || said.what || said.title || said.name || entry.words.detail || "";
  };

  if (!box) { // the page that is read aloud: what the server has not yet is read as well
    const unsent = document.getElementById("unsent");
    for (const entry of await Outbox.entries()) {
      if (entry.state === "sent" || !mainOf(entry)) continue;
      const words = entry.words.kind + ": " + mainOf(entry);
      unsent.querySelector("ul").append(Object.assign(document.createElement("li"), { textContent: words }));
      unsent.hidden = false;
    }
    return;
  }

  const { clock, find, findAll } = RoomPage;
  const SKIPPED = new Set(["csrf_token", "key", "of"]);
  const MOST = 3 * 60 * 60; // seconds that one turn may last
  let speaking = await Outbox.kept("speaking");
  let queue = (await Outbox.kept("queue")) || [];

  // ---- what is on this phone, and how it stands with it
  const state = find("#state");
  const tell = (entries, others) => {
    const waiting = entries.filter((entry) => entry.state === "waiting").length;
    const refused = entries.filter((entry) => entry.state === "refused").length;
    const offline = !navigator.onLine || Outbox.trouble === "offline";
    const count = waiting === 1 ? state.dataset.single : state.dataset.many.replace("#", waiting);
    const words = [
      Outbox.trouble === "out" && waiting ? state.dataset.out : offline ? state.dataset.offline : "",
      waiting ? count : offline || refused ? "" : state.dataset.none,
      refused ? state.dataset.refused.replace("#", refused) : "",
      others ? state.dataset.other : "",
    ].filter(Boolean).join(" · ");
    const badge = state.firstElementChild;
    badge.className = "b " + (refused ? "late" : waiting || offline || others ? "hold" : "good");
    if (badge.textContent !== words) badge.textContent = words;
    find("#sign-in-again").hidden = !(Outbox.trouble === "out" && waiting);
  };
  const list = (entries) => {
    find("#waiting").replaceChildren(...entries.filter((entry) => entry.state !== "sent").map((entry) => {
      const line = RoomPage.clone("waiting-row");
      find("b", line).textContent = entry.words.kind;
      find("span", line).textContent = mainOf(entry);
      if (entry.state === "refused") {
        line.className = "refused";
        find(".err", line).textContent = entry.why;
        find(".err", line).hidden = find(".row", line).hidden = false;
        const form = standing(entry.kind);
        find("[data-mend]", line).hidden = !form;
        find("[data-mend]", line).addEventListener("click", () => mend(entry, form));
        const drop = find("[data-drop]", line);
        drop.addEventListener("click", () => confirm(drop.dataset.sure) && Outbox.drop(entry).then(show));
      }
      return line;
    }));
  };
  const show = async () => {
    const entries = await Outbox.entries();
    RoomPage.show(entries);
    list(entries);
    tell(entries, await Outbox.ofOthers());
    showSpeaking();
    tick();
  };
  const flush = async () => {
    await Outbox.flush();
    const sent = (await Outbox.entries()).filter((entry) => entry.state === "sent");
    // Only what the server's page shows by now is forgotten here.
    if (await RoomPage.refresh()) for (const entry of sent) await Outbox.drop(entry);
    await show();
  };
  const note = async (kind, fields, words) => {
    await Outbox.add(kind, fields, words);
    await show();
    flush();
  };

  // ---- forms
  const standing = (kind) => {
    const forms = findAll('form[data-entry="' + kind + '"]');
    return forms.length === 1 && !["gather", "item", "weigh"].includes(kind) ? forms[0] : null;
  };
  const valueOf = (form, name) => (form.elements[name] ? form.elements[name].value.trim() : "");
  const lacks = (form) => {
    const missing = findAll("[data-needs]", form).filter((words) => {
      const [name, value] = (words.dataset.unless || "").split(" ");
      const needed = !name || valueOf(form, name) !== value;
      words.hidden = !needed || words.dataset.needs.split(" ").some((one) => valueOf(form, one));
      return !words.hidden;
    });
    for (const words of findAll("[data-differs]", form)) {
      const same = (pair) => {
        const [one, other] = pair.split("|").map((names) => names.split(" ").map((name) => valueOf(form, name).toLowerCase()).join("\n"));
        return one.trim() && one === other;
      };
      words.hidden = !words.dataset.differs.split(";").some(same);
      if (!words.hidden) missing.push(words);
    }
    if (missing.length && missing[0].dataset.needs) form.elements[missing[0].dataset.needs.split(" ")[0]].focus();
    return missing.length > 0;
  };
  const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => !SKIPPED.has(name));
  const detail = (form) => (form.closest(".theme, li, .row") ? (find("h3, .said, button span", form.closest(".theme, li, .row")) || {}).textContent : "") || "";

  const mend = (entry, form) => {
    form.reset();
    for (const [name, value] of entry.fields) {
      const field = form.elements[name];
      if (field && field.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
    }
    form.dataset.mends = entry.n;
    location.hash = form.closest(".part").id;
    find("textarea, input:not([type=hidden])", form).focus();
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const kind = form.dataset.entry;
    if (kind || "ticks" in form.dataset) event.preventDefault(); // each tick is sent by itself
    if (!kind) return;
    delete form.dataset.sent;
    if (lacks(form)) return;
    const fields = fieldsOf(form);
    RoomPage.forget(form);
    const words = { kind: form.dataset.words, detail: detail(form) };
    const mended = Number(form.dataset.mends);
    delete form.dataset.mends;
    (event.submitter || find("button", form)).focus(); // so that no part waits for what is typed
    await note(kind, fields, words);
    if (mended) await Outbox.drop({ n: mended }).then(show); // only once the new one is kept
    if (standing(kind)) form.reset();
    setItem();
    noted(form);
  });
  const noted = (form) => { // beside the button, where the eyes are
    const words = find(".noted", form) || form.appendChild(Object.assign(document.createElement("p"), { className: "noted" }));
    words.setAttribute("role", "status");
    words.textContent = box.dataset.noted;
    setTimeout(() => words.remove(), 6000);
  };

  const setItem = () => {
    const now = find(".points [aria-current]");
    for (const select of findAll("select[name=item]")) if (now) select.value = now.dataset.item;
  };

  // ---- who is here, and at which part of the meeting
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#sittings a");
    if (!link) return;
    event.preventDefault();
    Outbox.keep("sitting", RoomSitting.choose(link.dataset.sitting)).then(show);
  });
  document.addEventListener("change", (event) => {
    const tick = event.target;
    if (!tick.closest("#ticks")) return;
    const fields = [["person", tick.value], ["sitting", room.dataset.sitting], ["present", tick.checked ? "y" : ""]];
    note("present", fields, { kind: find("#people-h").firstChild.textContent.trim(), detail: tick.labels[0].textContent.trim() });
  });
  const filter = find("[data-filter]");
  if (filter) {
    filter.hidden = false;
    const plain = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    find("input", filter).addEventListener("input", (event) => {
      for (const line of findAll("#ticks li")) line.hidden = !plain(line.textContent).includes(plain(event.target.value));
    });
  }

  // ---- who speaks
  const secondsOf = (turn) => Math.min(Math.max(Math.round((Date.now() - turn.since) / 1000), 1), MOST);
  const stop = async () => {
    if (!speaking) return;
    const turn = speaking;
    speaking = null;
    await Outbox.keep("speaking", null);
    const now = find(".points [aria-current]");
    const spoke = clock(secondsOf(turn));
    const fields = [["group", turn.group], ["sex", turn.sex], ["item", now ? now.dataset.item : ""], ["spoke", spoke]];
    await note("turn", fields, { kind: find('form[data-entry="turn"]').dataset.words, detail: turn.who + " " + spoke });
  };
  const begin = async (turn) => {
    await stop();
    const begun = { ...turn, since: Date.now() };
    await Outbox.keep("speaking", begun); // shown only once it is kept
    speaking = begun;
    showSpeaking();
  };
  const showSpeaking = () => {
    const shown = find("#speaking");
    shown.hidden = !speaking;
    for (const button of findAll("td[data-cell] button")) {
      const on = speaking && button.parentNode.dataset.cell === speaking.group + " " + speaking.sex;
      button.classList.toggle("on", Boolean(on));
      button.setAttribute("aria-pressed", String(Boolean(on)));
    }
    if (speaking) {
      find("[data-who]", shown).textContent = speaking.who;
      find("[data-clock]", shown).textContent = clock(secondsOf(speaking));
    }
    const waiting = find("#queue");
    waiting.hidden = !queue.length;
    find("ol", waiting).replaceChildren(...queue.map((turn, place) => {
      const line = find("template", waiting).content.cloneNode(true).firstElementChild;
      find("span", line).textContent = turn.who;
      const leave = () => Outbox.keep("queue", (queue = queue.filter((_one, at) => at !== place)));
      find("[data-next]", line).addEventListener("click", () => leave().then(() => begin(turn)));
      find("[data-off]", line).addEventListener("click", () => leave().then(showSpeaking));
      return line;
    }));
  };
  const ask = find("[data-ask]");
  ask.hidden = false;
  ask.addEventListener("click", async () => {
    const { group, sex } = ask.form.elements;
    const who = [group, sex].map((select) => select.selectedOptions[0].textContent).join(", ");
    queue = [...queue, { group: group.value, sex: sex.value, who }];
    await Outbox.keep("queue", queue);
    showSpeaking();
  });
  document.addEventListener("click", (event) => {
    const cell = event.target.closest("td[data-cell]");
    if (event.target.closest("[data-stop]")) stop();
    if (!cell || !event.target.closest("button")) return;
    const [group, sex] = cell.dataset.cell.split(" ");
    const same = speaking && speaking.group === group && speaking.sex === sex;
    if (same) stop();
    else begin({ group, sex, who: cell.dataset.who });
  });

  // ---- clocks
  const tick = () => {
    if (speaking) find("#speaking [data-clock]").textContent = clock(secondsOf(speaking));
    const left = find("#agenda .left");
    if (!left || left.hidden) return;
    const gone = Math.floor((Date.now() - new Date(left.dataset.begun)) / 1000);
    const rest = left.dataset.minutes ? left.dataset.minutes * 60 - gone : null;
    const words = rest === null ? left.dataset.gone : rest < 0 ? left.dataset.over : left.dataset.left;
    find("b", left).textContent = words.replace("#", clock(Math.abs(rest === null ? gone : rest)));
    left.classList.toggle("late", rest !== null && rest < 0);
  };
  setInterval(tick, 1000);

  // ---- keys
  const keys = find("#keys");
  document.addEventListener("keydown", (event) => {
    const typing = /INPUT|SELECT|TEXTAREA/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "Enter" && event.ctrlKey && event.target.form) return event.target.form.requestSubmit();
    if (event.key === "Escape" && !keys.open) location.hash = "room";
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "?") return keys.open ? keys.close() : keys.showModal();
    if (event.key === "p") return stop();
    const link = find('[data-key="' + CSS.escape(event.key) + '"]');
    if (!link) return;
    event.preventDefault();
    link.click();
    const part = document.getElementById((link.hash || "").slice(1));
    const first = part && find("textarea, input:not([type=hidden]), button", part);
    if (first) first.focus();
  });

  // ---- to begin with
  box.hidden = false;
  const leaving = find("#leave-room");
  leaving.hidden = false;
  find("button", leaving).addEventListener("click", async () => {
    if (await leaveRoom()) location.href = location.pathname.replace(/\/room\/$/, "");
  });
  RoomSitting.recall(await Outbox.kept("sitting"));
  await show();
  setItem();
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(box.dataset.worker, { scope: location.pathname, updateViaCache: "none" }).catch(() => {});
  }
  addEventListener("online", flush);
  addEventListener("offline", show);
  document.addEventListener("visibilitychange", () => document.hidden || show().then(flush));
  setInterval(() => document.hidden || flush(), 30000);
  flush();
  room.dataset.ready = "1";
})();
