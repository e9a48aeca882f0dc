// Keeps one room on this phone: its pages and their files, so that it opens without a network.
// FILES stands before this: the addresses of the stylesheets and scripts.
const CACHE = "room " + self.registration.scope;
const PAGES = ["", "read", "read?in=es", "read?in=qu"].map((page) => self.registration.scope + page);
const PATIENCE = 4000; // milliseconds that a slow network gets before the kept page is shown

const keepPage = async (address, answer) => {
  if (answer.ok && !answer.redirected && answer.type === "basic") {
    await (await caches.open(CACHE)).put(address, answer.clone());
  }
  return answer;
};
const kept = (address) => caches.match(address, { cacheName: CACHE });

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await (await caches.open(CACHE)).addAll(FILES);
    await Promise.all(PAGES.map(async (page) => keepPage(page, await fetch(page))));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    const needed = new Set(FILES);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (path.startsWith("/static/") && !needed.has(path)) await cache.delete(request);
    }
    await self.clients.claim();
  })());
});

const page = async (request) => {
  const network = fetch(request).then((answer) => keepPage(request.url, answer));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([network.catch(() => null), late]);
  if (first && first.status < 500) return first;
  return (await kept(request.url)) || network;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/")) {
    event.respondWith(kept(request.url).then((found) => found || fetch(request)));
  } else if (request.mode === "navigate") {
    event.respondWith(page(request));
  } else if (PAGES.includes(request.url)) {
    event.respondWith(fetch(request).then((answer) => keepPage(request.url, answer)));
  }
});
