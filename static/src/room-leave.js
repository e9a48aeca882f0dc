// Whoever signs out, or ends their work on this phone, leaves nothing of a room on it: the kept
// pages and what was sent already are deleted. What was not sent yet stays, and they are told so.
const leaveRoom = async () => {
  if (!window.indexedDB || !window.caches) return true;
  const database = await new Promise((resolve) => {
    const asking = indexedDB.open("rimanakuy-room", 1);
    asking.onupgradeneeded = () => asking.transaction.abort(); // there was none: make none
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => resolve(null);
  });
  if (database) {
    const stores = ["entries", "kept"];
    const entries = await new Promise((resolve) => {
      const asking = database.transaction(stores).objectStore("entries").getAll();
      asking.onsuccess = () => resolve(asking.result);
    });
    const unsent = entries.filter((entry) => entry.state !== "sent").length;
    const { single, many } = document.querySelector("[data-single][data-many][data-leaves]").dataset;
    if (unsent && !confirm(unsent === 1 ? single : many.replace("#", unsent))) return false;
    const change = database.transaction(stores, "readwrite");
    for (const entry of entries) if (entry.state === "sent") change.objectStore("entries").delete(entry.n);
    change.objectStore("kept").clear();
    await new Promise((resolve) => (change.oncomplete = resolve));
    database.close();
  }
  for (const name of await caches.keys()) if (name.startsWith("room ")) await caches.delete(name);
  if (navigator.serviceWorker) {
    for (const worker of await navigator.serviceWorker.getRegistrations()) {
      if (worker.scope.endsWith("/room/")) await worker.unregister();
    }
  }
  return true;
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-leaves]") || form.dataset.left) return;
  event.preventDefault();
  leaveRoom().then((goes) => {
    if (!goes) return delete form.dataset.sent;
    form.dataset.left = "1";
    form.submit();
  });
});
