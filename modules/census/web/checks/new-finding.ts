import type { Task } from '../../contract/index.ts';
import type { KeptFinding } from './store.ts';

/** A finding of a task with nothing in it yet. */
export function newFinding({ task_id, name }: Task, accountId: string): KeptFinding {
  return {
    finding_id: crypto.randomUUID(),
    task_id,
    account_id: accountId,
    name,
    outcome: null,
    headcount: null,
    note: '',
    moved_to: '',
    union_name: '',
    position: null,
    photos: [],
    state: 'draft',
    said: null,
    found_at: null,
  };
}
