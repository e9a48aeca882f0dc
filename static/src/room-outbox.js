// What was noted on this phone until the server has it: first in IndexedDB, then sent in its order,
// each entry once (by its key) and by one tab at a time.
const Outbox = (() => {
  const DATABASE = "rimanakuy-room";
  const room = document.getElementById("room");
  const mine = (entry) => entry.who === room.dataset.person;
  let busy = false;
  let again = false;

  const opened = new Promise((resolve, reject) => {
    const asking = indexedDB.open(DATABASE, 1);
    asking.onupgradeneeded = () => {
      asking.result.createObjectStore("entries", { keyPath: "n", autoIncrement: true });
      asking.result.createObjectStore("kept");
    };
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error);
  });

  const within = async (store, mode, act) => {
    const database = await opened;
    return new Promise((resolve, reject) => {
      const change = database.transaction(store, mode, { durability: "strict" });
      const asked = act(change.objectStore(store));
      change.oncomplete = () => resolve(asked.result);
      change.onerror = change.onabort = () => reject(change.error);
    });
  };
  const all = () => within("entries", "readonly", (store) => store.getAll());
  const put = (entry) => within("entries", "readwrite", (store) => store.put(entry));
  const drop = (entry) => within("entries", "readwrite", (store) => store.delete(entry.n));

  const newKey = () =>
    [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const add = async (kind, fields, words) => {
    const entry = {
      key: newKey(), kind, fields, words, at: new Date().toISOString(), state: "waiting",
      meeting: room.dataset.meeting, who: room.dataset.person, to: document.getElementById("outbox").dataset.entries,
    };
    entry.n = await put(entry);
    return entry;
  };

  // One entry. True when the next one may follow; what stands in its way is kept in `trouble`.
  const send = async (entry) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 30000);
    let answer;
    try {
      answer = await fetch(entry.to, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ who: entry.who, key: entry.key, kind: entry.kind, at: entry.at, fields: entry.fields }),
        redirect: "manual",
        signal: patience.signal,
      });
      clearTimeout(timer);
    } catch {
      outbox.trouble = "offline";
      return false;
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      await put({ ...entry, state: "sent" });
    } else if (answer.status === 401) {
      outbox.trouble = "out";
      return false;
    } else if (answer.status < 500 && told.problems) {
      await put({ ...entry, state: "refused", why: told.problems.join(" ") });
    } else {
      outbox.trouble = "later";
      return false;
    }
    outbox.trouble = "";
    return true;
  };

  const sendAll = async () => {
    do {
      again = false;
      for (const entry of await all()) {
        if (entry.state === "waiting" && mine(entry) && !(await send(entry))) break;
      }
    } while (again);
  };

  const flush = async () => {
    again = true;
    if (busy) return;
    busy = true;
    try {
      if (navigator.locks) {
        await navigator.locks.request("rimanakuy-room-outbox", { ifAvailable: true }, (lock) => lock && sendAll());
      } else {
        await sendAll();
      }
    } finally {
      busy = false;
    }
  };

  const here = (name) => room.dataset.meeting + " " + name;
  const outbox = {
    add, drop, flush, newKey, put, trouble: "",
    // The entries of this meeting, the oldest first; those of somebody else are only counted.
    entries: async () => (await all()).filter((entry) => entry.meeting === room.dataset.meeting && mine(entry)),
    ofOthers: async () => (await all()).filter((entry) => !mine(entry) && entry.state !== "sent").length,
    kept: (name) => within("kept", "readonly", (store) => store.get(here(name))),
    keep: (name, value) => within("kept", "readwrite", (store) => store.put(value, here(name))),
    works: opened.then(() => true, () => false),
  };
  return outbox;
})();
