/** Whether this browser can open the page without a network. */
export const canWorkOffline = 'serviceWorker' in navigator;

/**
 * Lets the service worker keep this page and everything it has loaded, so that it opens without a network. What was loaded
 * before the worker was there, it is told.
 */
export async function keepPage(): Promise<void> {
  if (!canWorkOffline) return;
  await navigator.serviceWorker.register('/census/worker.js', { scope: '/census/checks' });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && KEPT.test(pathname))
    .map(({ pathname }) => pathname);
  active?.postMessage({ keep: [...new Set(['/census/checks', ...loaded])] });
}

const KEPT = /^\/(?:desk\/|icon\.svg$)/;
