import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { FieldOutcome, Task } from '../../contract/index.ts';
import { type Queued, unsent } from '../../domain/checks/queue.ts';
import { DATABASE } from './database.ts';

/** A photo on the phone, made small already. */
export interface KeptPhoto {
  readonly photo_id: string;
  readonly content: Blob;
  readonly isSent: boolean;
}

/** A finding on the phone, from its first word until the service has it. */
export interface KeptFinding extends Queued {
  readonly task_id: string;
  readonly account_id: string;
  /** Of the employer. */
  readonly name: string;
  readonly outcome: FieldOutcome | null;
  readonly headcount: number | null;
  readonly note: string;
  readonly moved_to: string;
  readonly union_name: string;
  readonly position: { readonly latitude: number; readonly longitude: number; readonly accuracy: number } | null;
  readonly photos: readonly KeptPhoto[];
}

/** Whose tasks are on the phone, and since when. */
export interface Owner {
  readonly account_id: string;
  readonly refreshed_at: string;
  readonly more: boolean;
}

interface Schema extends DBSchema {
  task: { key: string; value: Task };
  finding: { key: string; value: KeptFinding };
  owner: { key: 'owner'; value: Owner };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

function store(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(DATABASE, 1, {
    upgrade(database) {
      database.createObjectStore('task', { keyPath: 'task_id' });
      database.createObjectStore('finding', { keyPath: 'finding_id' });
      database.createObjectStore('owner');
    },
    // Another page takes the data away, at signing out.
    blocking: (_current, _blocked, event) => {
      opened = null;
      (event.target as IDBDatabase).close();
    },
    terminated: () => {
      opened = null;
    },
  });
  return opened;
}

/** Everything on the phone. */
export interface Kept {
  readonly owner: Owner | null;
  readonly tasks: readonly Task[];
  /** Of the owner. */
  readonly findings: readonly KeptFinding[];
  /** Findings of others that the service does not have. */
  readonly others: number;
}

/** Reads what is on the phone. */
export async function readKept(): Promise<Kept> {
  const database = await store();
  const [owner, tasks, all] = await Promise.all([
    database.get('owner', 'owner'),
    database.getAll('task'),
    database.getAll('finding'),
  ]);
  const findings = all.filter(({ account_id: account }) => account === owner?.account_id);
  return { owner: owner ?? null, tasks, findings, others: unsent(all) - unsent(findings) };
}

/** Milliseconds that a finding the service has taken without a word is still shown. */
const SHOWN = 24 * 3_600_000;

/** The tasks of an account in place of those that were here; findings that are settled go after a day. */
export async function keepTasks(owner: Owner, tasks: readonly Task[]): Promise<void> {
  const transaction = (await store()).transaction(['task', 'finding', 'owner'], 'readwrite');
  const [task, finding] = [transaction.objectStore('task'), transaction.objectStore('finding')];
  await task.clear();
  for (const one of tasks) await task.put(one);
  for (const one of await finding.getAll()) {
    const age = Date.parse(owner.refreshed_at) - Date.parse(one.found_at ?? owner.refreshed_at);
    if (one.state === 'sent' && one.said === null && age > SHOWN) await finding.delete(one.finding_id);
  }
  await transaction.objectStore('owner').put(owner, 'owner');
  await transaction.done;
}

/** Keeps a finding as it is now. */
export async function keepFinding(finding: KeptFinding): Promise<void> {
  await (await store()).put('finding', finding);
}

/** Throws a finding away. */
export async function dropFinding(findingId: string): Promise<void> {
  await (await store()).delete('finding', findingId);
}

/** How many findings are not with the service. */
export async function countUnsent(): Promise<number> {
  return unsent(await (await store()).getAll('finding'));
}
