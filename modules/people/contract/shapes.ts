import { z } from 'zod';
import { employments, genders, idTypes, leaveReasons } from './kinds.ts';

export const Code = z.string().min(1).max(32);
export const MemberNo = z.string().min(1).max(200);
export const Reason = z
  .string()
  .trim()
  .min(4, '请写明事由，至少 4 个字。')
  .max(500, '事由最多 500 个字。')
  .refine((text) => !/\d{8}/.test(text.normalize('NFKC').replaceAll(/[\s-]/g, '')), '事由中请不要写证件号码和手机号。');
export const Day = z.iso.date();
export const Instant = z.iso.datetime();

const keys = <K extends string>(choices: Readonly<Record<K, string>>) => z.enum(Object.keys(choices) as [K, ...K[]]);

/** One membership: of an identity number that there is one, of a telephone its end, of the birthday the year. */
export const MemberShape = z.strictObject({
  memberNo: z.string(),
  union: z.string(),
  unionName: z.string(),
  uscc: z.string().nullable(),
  name: z.string(),
  idType: keys(idTypes),
  idNumber: z.string().nullable(),
  gender: keys(genders).nullable(),
  bornYear: z.int().nullable(),
  phone: z.string().nullable(),
  employment: keys(employments).nullable(),
  joinedOn: Day,
  leftOn: Day.nullable(),
  leaveReason: keys(leaveReasons).nullable(),
  retained: z.boolean().nullable(),
  verifiedOn: Day.nullable(),
  updatedOn: Day,
});
export type Member = z.output<typeof MemberShape>;

/** What somebody did with a member's data. */
export const sightingKinds = {
  shown: '查看资料',
  unmasked: '显示全号',
  exported: '导出',
  found: '按号码查找',
  linked: '关联账号',
  recovered: '恢复账号',
} as const;

export const SightingShape = z.strictObject({
  memberNo: z.string(),
  seenAt: Instant,
  viewer: z.string(),
  viewerUnion: z.string(),
  what: keys(sightingKinds),
  reason: z.string().nullable(),
});
export type Sighting = z.output<typeof SightingShape>;

export const Employment = keys(employments);
