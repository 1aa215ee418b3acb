/**
 * After signing out on a page that the service draws: takes away the tasks and the sent findings that field checks left on
 * this device (the desk does so itself, and asks). What was not sent yet stays: it shows itself to whoever filled it in, and to
 * nobody else.
 */
const DATABASE = 'jianjia-checks';

if (new URLSearchParams(location.search).get('done') === 'out') void forget();

async function forget() {
  const known = (await globalThis.indexedDB?.databases()) ?? [];
  if (known.some(({ name }) => name === DATABASE)) {
    const database = await answerOf(indexedDB.open(DATABASE));
    const transaction = database.transaction(['task', 'finding'], 'readwrite');
    transaction.objectStore('task').clear();
    const findings = transaction.objectStore('finding');
    for (const { finding_id: id, state } of await answerOf(findings.getAll())) {
      if (state === 'sent') findings.delete(id);
    }
    database.close();
  }
  await globalThis.caches?.delete(DATABASE);
  const worker = await navigator.serviceWorker?.getRegistration('/census/checks');
  await worker?.unregister();
}

/** What a request of the database comes to. */
function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
