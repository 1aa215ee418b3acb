import { call, ClientProblem, upload } from '@jianjia/client';
import { addPhoto, listMyChecks, reportFinding } from '../../contract/index.ts';
import { afterFailure, taken, toSend } from '../../domain/checks/queue.ts';
import { keepFinding, keepTasks, type KeptFinding, readKept } from './store.ts';

/** How a round of sending ended. */
export type Round = 'done' | 'wait' | 'sign_in';

/** Sends what waits, one after the other, each noted on the phone before the next. Nothing leaves the phone unnoted. */
export async function sendWaiting(): Promise<Round> {
  const { findings } = await readKept();
  for (const finding of toSend(findings)) {
    const round = await sendOne(finding);
    if (round !== 'done') return round;
  }
  return 'done';
}

async function sendOne(finding: KeptFinding): Promise<Round> {
  try {
    const { late } = await call(reportFinding, { params: { task: finding.task_id }, body: bodyOf(finding) });
    const photos = await sendPhotos(finding);
    await keepFinding(taken({ ...finding, photos }, late));
    return 'done';
  } catch (error) {
    if (!(error instanceof ClientProblem)) throw error;
    const then = afterFailure(error.status);
    if (then !== 'refused') return then;
    await keepFinding({ ...finding, state: 'refused', said: error.message });
    return 'done';
  }
}

/** Sends the photos one by one; those that have arrived leave the phone. */
async function sendPhotos(finding: KeptFinding): Promise<KeptFinding['photos']> {
  let photos = finding.photos;
  for (const { photo_id: photo, content, isSent } of photos) {
    if (isSent) continue;
    const file = new File([content], 'photo.jpg', { type: content.type });
    const signal = new AbortController().signal;
    await upload(
      addPhoto,
      { params: { finding: finding.finding_id, photo } },
      { fields: {}, file },
      { signal, onShare: () => {} },
    );
    photos = photos.map((one) => (one.photo_id === photo ? { ...one, content: new Blob(), isSent: true } : one));
    await keepFinding({ ...finding, photos });
  }
  return photos;
}

function bodyOf(finding: KeptFinding) {
  const { outcome, headcount, note, moved_to: moved, union_name: union, position } = finding;
  return {
    finding_id: finding.finding_id,
    outcome: outcome ?? 'present',
    found_at: finding.found_at ?? new Date().toISOString(),
    ...(headcount === null ? {} : { headcount }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(outcome === 'moved' && moved.trim() !== '' ? { moved_to: moved.trim() } : {}),
    ...(outcome === 'union_founded' ? { union_name: union.trim() } : {}),
    ...(position === null ? {} : { position }),
  };
}

/** Fetches the tasks of whoever is signed in. */
export async function refreshTasks(): Promise<Round> {
  try {
    const { account_id, tasks, more } = await call(listMyChecks, {});
    await keepTasks({ account_id, refreshed_at: new Date().toISOString(), more }, tasks);
    return 'done';
  } catch (error) {
    if (!(error instanceof ClientProblem)) throw error;
    return afterFailure(error.status) === 'sign_in' ? 'sign_in' : 'wait';
  }
}
