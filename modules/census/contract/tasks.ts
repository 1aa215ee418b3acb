import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { gapIds, lateIds, outcomeIds, taskStateIds } from './checks-kinds.ts';
import { DivisionCode, gapFilters } from './gaps.ts';

const Day = z.iso.date('日期要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-12-31。');
const Count = z.int().min(0);
const Place = z.object({ code: z.string(), name: z.string() });
export const Reason = z.string().trim().min(2, '请写明理由，至少 2 个字。').max(500, '理由最多 500 个字。');

export const TaskShape = z.object({
  task_id: z.string(),
  employer_id: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
  address: z.string().nullable(),
  division: Place,
  employees: Count.nullable(),
  gap: z.enum(gapIds),
  state: z.enum(taskStateIds),
  assigned_to: z.string().nullable(),
  assigned_name: z.string().nullable(),
  due_on: z.string().nullable(),
  outcome: z.enum(outcomeIds).nullable(),
  /** Checked together with others in one go; null: by itself. */
  visit: z.object({ visit_id: z.string(), title: z.string() }).nullable(),
  created_at: z.string(),
});
export type Task = z.output<typeof TaskShape>;

export const FindingShape = z.object({
  finding_id: z.string(),
  outcome: z.enum(outcomeIds),
  headcount: Count.nullable(),
  note: z.string().nullable(),
  moved_to: z.string().nullable(),
  union_name: z.string().nullable(),
  position: z.object({ latitude: z.number(), longitude: z.number(), accuracy: z.number().nullable() }).nullable(),
  found_at: z.string(),
  received_at: z.string(),
  finder: z.string(),
  late: z.enum(lateIds).nullable(),
  photos: z.array(z.string()).readonly(),
});
export type Finding = z.output<typeof FindingShape>;

/** Employers that are checked in one go, at most. */
export const MOST_IN_VISIT = 50;

/** Makes tasks of a gap list, or of part of it. */
export const handOut = endpoint({
  id: 'census.handOut',
  method: 'POST',
  path: '/api/census/tasks',
  summary:
    '把缺口名单（或其中选定的单位）派成核查任务，可以同时指定核查人和期限，也可以合成一趟；已有任务的单位不重复派。',
  access: 'census:write',
  body: z.strictObject({
    ...gapFilters,
    /** Only these of the list; all of it where not given. */
    employer_ids: z.array(z.guid()).min(1).max(1000).optional(),
    assigned_to: z.guid().optional(),
    due_on: Day.optional(),
    /** Name of the visit in which all of them are checked; without one, each is a task by itself. */
    visit: z.string().trim().min(2, '请给这一趟写个名称，至少 2 个字。').max(100, '名称最多 100 个字。').optional(),
  }),
  answer: z.object({ created: Count, known: Count }),
});
export type ToHandOut = z.output<(typeof handOut)['body']>;

const taskFilters = {
  state: z.enum(taskStateIds).optional(),
  division: DivisionCode.optional(),
  gap: z.enum(gapIds).optional(),
  assigned_to: z.guid().optional(),
  /** Those of one visit. */
  visit: z.guid().optional(),
  /** Not settled, and due before today. */
  overdue: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
};

/** Tasks within reach, the oldest first. */
export const listTasks = endpoint({
  id: 'census.listTasks',
  method: 'GET',
  path: '/api/census/tasks',
  summary: '核查任务：按状态、地方、核查人筛选，分页。',
  access: 'census:read',
  query: z.object({
    ...taskFilters,
    after: z.guid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    rows: z.array(TaskShape).readonly(),
    total: Count,
    next: z.string().nullable(),
  }),
});
export type TaskQuery = z.output<(typeof listTasks)['query']>;

export const TaskParams = z.object({ task: z.guid() });

/** A task with everything that was found and decided. */
export const showTask = endpoint({
  id: 'census.showTask',
  method: 'GET',
  path: '/api/census/tasks/:task',
  summary: '一项核查任务：派给过谁、现场发现了什么、现在可以做什么。',
  access: 'census:read',
  params: TaskParams,
  answer: TaskShape.extend({
    findings: z.array(FindingShape).readonly(),
    assignments: z
      .array(
        z.object({
          assigned_to: z.string(),
          due_on: z.string().nullable(),
          reason: z.string().nullable(),
          assigned_at: z.string(),
        }),
      )
      .readonly(),
    /** The union that was founded. */
    founded: z.object({ code: z.string(), name: z.string() }).nullable(),
    can: z.object({ assign: z.boolean(), confirm: z.boolean(), send_back: z.boolean() }),
  }),
});
export type WholeTask = z.output<(typeof showTask)['answer']>;

/** Gives tasks to somebody, or to somebody else. */
export const assignTasks = endpoint({
  id: 'census.assignTasks',
  method: 'POST',
  path: '/api/census/tasks/assignments',
  summary: '把任务派给或改派给一位核查人，并定期限。',
  access: 'census:write',
  body: z.strictObject({
    task_ids: z.array(z.guid()).min(1, '请选择任务。').max(1000, '一次最多分派 1000 项。'),
    assigned_to: z.guid(),
    due_on: Day.optional(),
    reason: Reason.optional(),
  }),
  answer: z.object({ assigned: Count }),
});
export type ToAssign = z.output<(typeof assignTasks)['body']>;

/** Accounts that tasks can be given to. */
export const listCheckers = endpoint({
  id: 'census.listCheckers',
  method: 'GET',
  path: '/api/census/checkers',
  summary: '可以接受核查任务的账号：乡镇街道干部和协理员，附手上未办结的任务数。',
  access: 'census:write',
  query: z.object({ search: z.string().trim().max(60).optional() }),
  answer: z.object({
    checkers: z
      .array(z.object({ account_id: z.string(), name: z.string(), union_name: z.string().nullable(), open: Count }))
      .readonly(),
  }),
});

const Progress = z.object({
  open: Count,
  assigned: Count,
  to_confirm: Count,
  closed: Count,
  overdue: Count,
  outcomes: z.object(
    Object.fromEntries(outcomeIds.map((id) => [id, Count])) as Record<(typeof outcomeIds)[number], typeof Count>,
  ),
});
export type Progress = z.output<typeof Progress>;

/** How far the field checks are, area by area. */
export const showProgress = endpoint({
  id: 'census.showProgress',
  method: 'GET',
  path: '/api/census/progress',
  summary: '实地核查进度：各地方待分派、核查中、待确认、已办结和逾期的任务数，以及结果。',
  access: 'census:read',
  query: z.object({ division: DivisionCode.optional() }),
  answer: z.object({
    division: Place.nullable(),
    total: Progress,
    divisions: z.array(Progress.extend(Place.shape).extend({ below: z.boolean() })).readonly(),
  }),
});
