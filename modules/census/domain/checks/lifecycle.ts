import type { FieldOutcome, Late, TaskState } from '../../contract/checks-kinds.ts';

interface TaskAct {
  readonly title: string;
  readonly from: readonly TaskState[];
  readonly to: TaskState;
  readonly permission: `${string}:${string}`;
}

/**
 * What can be done with a task of a field check, in which state, and by whom. Service and screens read the same rows. There is
 * no way to `closed` but through a finding.
 */
export const taskActs = {
  assign: { title: '分派', from: ['open', 'assigned'], to: 'assigned', permission: 'census:write' },
  report: { title: '报告结果', from: ['open', 'assigned'], to: 'closed', permission: 'census:check' },
  report_founded: { title: '报告已建会', from: ['open', 'assigned'], to: 'to_confirm', permission: 'census:check' },
  confirm: { title: '确认建会', from: ['to_confirm'], to: 'closed', permission: 'organisations:write' },
  send_back: { title: '退回重查', from: ['to_confirm'], to: 'assigned', permission: 'census:write' },
} as const satisfies Readonly<Record<string, TaskAct>>;
export type TaskActName = keyof typeof taskActs;

/** Whether an act can be done with a task in a state. */
export function mayDo(act: TaskActName, state: TaskState): boolean {
  return (taskActs[act].from as readonly TaskState[]).includes(state);
}

/** The act that a finding is. */
export function actOf(outcome: FieldOutcome): 'report' | 'report_founded' {
  return outcome === 'union_founded' ? 'report_founded' : 'report';
}

/** Whether a finding comes too late: the task went to somebody else meanwhile, or it has a result already. */
export function lateness(
  state: TaskState,
  outcome: FieldOutcome,
  assignedTo: string | null,
  finder: string,
): Late | null {
  if (!mayDo(actOf(outcome), state)) return 'settled';
  return assignedTo !== null && assignedTo !== finder ? 'reassigned' : null;
}
