import { Tag } from 'antd';
import { type FieldOutcome, outcomeTitles, type TaskState, taskStateTitles } from '../../contract/index.ts';

const STATE_COLOURS = { open: 'default', assigned: 'processing', to_confirm: 'warning', closed: 'success' } as const;

/** Where a task stands. */
export function TaskStateTag({ state }: { readonly state: TaskState }) {
  return <Tag color={STATE_COLOURS[state]}>{taskStateTitles[state]}</Tag>;
}

/** What was found. */
export function OutcomeTag({ outcome }: { readonly outcome: FieldOutcome }) {
  return <Tag color={outcome === 'union_founded' ? 'success' : 'default'}>{outcomeTitles[outcome]}</Tag>;
}

/** Whether a day is past. */
export function isPast(day: string | null): boolean {
  return day !== null && day < new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });
}
