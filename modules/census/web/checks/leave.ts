import { DATABASE } from './database.ts';

/**
 * Takes away what field checks left on this device, at signing out. Where something is not with the service yet, `ask` decides
 * whether to go on. Answers whether to sign out.
 */
export async function leaveChecks(ask: (unsent: number) => Promise<boolean>): Promise<boolean> {
  const known = 'indexedDB' in globalThis ? await indexedDB.databases() : [];
  if (known.some(({ name }) => name === DATABASE)) {
    const [{ countUnsent }, { deleteDB }] = await Promise.all([import('./store.ts'), import('idb')]);
    const unsent = await countUnsent();
    if (unsent > 0 && !(await ask(unsent))) return false;
    await deleteDB(DATABASE);
  }
  if ('caches' in globalThis) await caches.delete(DATABASE);
  if ('serviceWorker' in navigator) {
    const worker = await navigator.serviceWorker.getRegistration('/census/checks');
    await worker?.unregister();
  }
  return true;
}
