import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { DivisionCode, GapEmployerShape, placeIds } from './gaps.ts';
import { FoundingShape, SectorShape } from './founding.ts';

const Day = z.iso.date('日期要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-12-31。');
const Count = z.int().min(0);
const Place = z.object({ code: z.string(), name: z.string() });

/** Employers of one joint union, at least: one alone founds a union of its own or none (工会法 art. 11: 两个以上单位). */
export const LEAST_IN_JOINT_UNION = 2;
/** And at most, as local rules on 联合基层工会 have it. */
export const MOST_IN_JOINT_UNION = 50;

/** The employers that one joint union could take in, and what it would be called. */
export const showJointGroup = endpoint({
  id: 'census.showJointGroup',
  method: 'GET',
  path: '/api/census/joint-unions/group',
  summary: '一个可以联合建会的地方：有哪些单位，联合工会拟叫什么、编码和上级是什么，建会还缺什么。',
  access: 'census:read',
  query: z.object({
    as_of: Day.optional(),
    /** The town or sub-district. */
    division: DivisionCode,
    place_kind: z.enum(placeIds),
    place: z.string().min(1).max(100),
    part: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  answer: z.object({
    as_of: z.string(),
    division: Place,
    /** Those with most employees first; at most fifty. Empty where all of them have a union by now. */
    employers: z
      .array(
        GapEmployerShape.extend({
          /** Why it cannot be taken in as it is; null: it can. */
          obstacle: z.string().nullable(),
          /** Neither the register nor the list knows the sector: it is asked for. */
          asks_sector: z.boolean(),
        }),
      )
      .readonly(),
    proposal: z.object({
      name: z.string(),
      parent: z.object({ code: z.string(), name: z.string() }).nullable(),
      code: z.string().nullable(),
      founded_on: z.string(),
    }),
    can: z.object({ hand_out: z.boolean(), found: z.boolean() }),
  }),
});
export type JointGroup = z.output<(typeof showJointGroup)['answer']>;
export type JointEmployer = JointGroup['employers'][number];

/** Founds one joint union and says that it covers all of these employers: one act. */
export const foundJointUnion = endpoint({
  id: 'census.foundJointUnion',
  method: 'POST',
  path: '/api/census/joint-unions/founding',
  summary: '建立联合工会：一次建立一个联合基层工会，登记所选单位都由它覆盖，办结这些单位的核查任务。',
  access: 'census:write',
  body: FoundingShape.omit({ kind: true }).extend({
    employer_ids: z
      .array(z.guid())
      .min(LEAST_IN_JOINT_UNION, '联合工会至少由两家单位组成。请再选一家，或单独建会。')
      .max(MOST_IN_JOINT_UNION, `一个联合工会最多 ${MOST_IN_JOINT_UNION} 家单位。请分成几个。`),
    /** Of those whose sector neither the register nor the list knows. */
    sector: SectorShape.optional(),
  }),
  answer: z.object({
    union: z.object({ code: z.string(), name: z.string() }),
    employers: Count,
    /** Field checks of these employers that it settled. */
    tasks: Count,
  }),
});
export type JointUnionToFound = z.output<(typeof foundJointUnion)['body']>;
