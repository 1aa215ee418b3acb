/** What is missing: kinds of gaps that somebody is sent for, id → Chinese title. */
export const gapTitles = {
  uncovered: '应建未建（25 人以上）',
  small: '不足 25 人未建会',
  closed: '单位已注销，工会还在',
  double: '同时在两个工会',
} as const;
export type Gap = keyof typeof gapTitles;
export const gapIds = Object.keys(gapTitles) as [Gap, ...Gap[]];

/** What can be found at the door of an employer, id → Chinese title. */
export const outcomeTitles = {
  present: '在，正常经营',
  moved: '迁走',
  closed: '关停',
  refused: '拒绝配合',
  union_founded: '已建会',
} as const;
export type FieldOutcome = keyof typeof outcomeTitles;
export const outcomeIds = Object.keys(outcomeTitles) as [FieldOutcome, ...FieldOutcome[]];

/** Where a task stands, id → Chinese title. */
export const taskStateTitles = {
  open: '待分派',
  assigned: '核查中',
  to_confirm: '待确认建会',
  closed: '已办结',
} as const;
export type TaskState = keyof typeof taskStateTitles;
export const taskStateIds = Object.keys(taskStateTitles) as [TaskState, ...TaskState[]];

/** Why a finding came too late to change its task. */
export const lateTitles = {
  reassigned: '任务已改派给别人',
  settled: '任务已经有了结果',
} as const;
export type Late = keyof typeof lateTitles;
export const lateIds = Object.keys(lateTitles) as [Late, ...Late[]];

/** Sectors of employers (单位类别), as the room employers keeps them. */
export type { Sector } from '@jianjia/employers/contract';
