/**
 * The service worker of field checks: keeps their page and the files it loads, so that it opens without a network. It keeps
 * nothing of what the service answers: tasks and findings lie in a database of the page's own.
 */
const CACHE = 'jianjia-checks';
const PAGE = '/census/checks';

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(page(request));
  else if (isFile(pathname)) event.respondWith(file(request));
});

function isFile(path) {
  return path.startsWith('/desk/') || path === '/icon.svg';
}

/** What a page has loaded; files of an older build go. A page that is a redirect to signing in is not kept. */
async function keep(paths) {
  const cache = await caches.open(CACHE);
  for (const path of paths) {
    if (path !== PAGE && !isFile(path)) continue;
    if (path !== PAGE && (await cache.match(path))) continue;
    const answer = await fetch(path, { redirect: 'manual' }).catch(() => null);
    if (answer?.ok) await cache.put(path, answer);
  }
  const wanted = new Set(paths);
  for (const { url } of await cache.keys()) {
    if (!wanted.has(new URL(url).pathname)) await cache.delete(url);
  }
}

/** The page as it is now; as it was, without a network. */
async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(PAGE, answer.clone());
    return answer;
  } catch {
    return (await cache.match(PAGE)) ?? Response.error();
  }
}

/** Files carry their content in their names: what is kept is right. */
async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request.url, answer.clone());
  return answer;
}
