import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { Code, Day, Employment, MemberNo, MemberShape, Reason } from './shapes.ts';

/** What lists of members can be sorted by; all of them are always known. */
export const memberSorts = ['member_no', 'name', 'joined_on', 'updated_on'] as const;

const Switch = z.enum(['true', 'false']).transform((text) => text === 'true');

const listed = {
  scope: z.enum(['own', 'subtree']).default('own'),
  employment: Employment.optional(),
  sort: z.enum(memberSorts).default('member_no'),
  /** Number of the last member of the page before. */
  after: MemberNo.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

const memberPage = z.strictObject({
  members: z.array(MemberShape).readonly(),
  total: z.int().min(0),
  next: z.string().nullable(),
});

/** The members of a union with its branches and groups, or of everything below it. */
export const listMembers = endpoint({
  id: 'people.listMembers',
  method: 'GET',
  path: '/api/unions/:union/members',
  summary: '一个工会的会员；证件号码不显示，手机号只显示末四位，生日只显示年份。',
  access: 'people:read',
  params: z.strictObject({ union: Code }),
  query: z.strictObject({ ...listed, current: Switch.default(false), descending: Switch.default(false) }),
  answer: memberPage,
});

/** The same by name: by POST, so that no name stands in an address, where it would be written into logs. */
export const searchMembers = endpoint({
  id: 'people.searchMembers',
  method: 'POST',
  path: '/api/unions/:union/members/search',
  summary: '按姓名查找一个工会的会员。',
  access: 'people:read',
  params: z.strictObject({ union: Code }),
  body: z.strictObject({
    ...listed,
    name: z.string().trim().min(1).max(64),
    current: z.boolean().default(false),
    descending: z.boolean().default(false),
  }),
  answer: memberPage,
});

export const showMember = endpoint({
  id: 'people.showMember',
  method: 'GET',
  path: '/api/members/:member',
  summary: '一名会员的资料；会留下查看记录。',
  access: 'people:read',
  params: z.strictObject({ member: MemberNo }),
  answer: MemberShape.extend({ can: z.strictObject({ unmask: z.boolean(), export: z.boolean() }) }),
});

/** By POST, so that no number stands in an address, where it would be written into logs. */
export const findMembers = endpoint({
  id: 'people.findMembers',
  method: 'POST',
  path: '/api/members/find',
  summary: '按证件号码、手机号或末四位查找会员；会留下查看记录，每小时次数有限。',
  access: 'people:read',
  body: z
    .strictObject({
      idNumber: z.string().trim().min(4).max(64).optional(),
      phone: z.string().trim().min(4).max(32).optional(),
      lastFour: z
        .string()
        .trim()
        .regex(/^[0-9A-Za-z]{4}$/, '末四位要写 4 个数字或字母。')
        .optional(),
      name: z.string().trim().min(1).max(64).optional(),
    })
    .refine(({ idNumber, phone, lastFour }) => [idNumber, phone, lastFour].filter(Boolean).length === 1, {
      message: '证件号码、手机号、末四位三项要填一项，而且只填一项。',
    }),
  answer: z.strictObject({ members: z.array(MemberShape).readonly(), more: z.boolean() }),
});

export const unmaskMember = endpoint({
  id: 'people.unmaskMember',
  method: 'POST',
  path: '/api/members/:member/unmask',
  summary: '写明事由后显示一名会员的完整号码或生日；会留下查看记录和操作日志。',
  access: 'people:unmask',
  params: z.strictObject({ member: MemberNo }),
  body: z.strictObject({
    fields: z
      .array(z.enum(['id_number', 'phone', 'born_on']))
      .min(1)
      .max(3),
    reason: Reason,
  }),
  answer: z.strictObject({
    memberNo: z.string(),
    idNumber: z.string().nullable().optional(),
    phone: z.string().nullable().optional(),
    bornOn: Day.nullable().optional(),
  }),
});

/** On the person's own request (个人信息保护法 art. 47). */
export const erasePerson = endpoint({
  id: 'people.erasePerson',
  method: 'POST',
  path: '/api/members/:member/erasure',
  summary: '应本人要求删除一名已退会或转出的会员的个人信息；删除后不能恢复。',
  access: 'people:write',
  params: z.strictObject({ member: MemberNo }),
  body: z.strictObject({ reason: Reason }),
  answer: z.strictObject({ done: z.literal(true) }),
});
