import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { unionKinds, type UnionKind } from './kinds.ts';

const Code = z.string().min(1).max(32);
const Day = z.iso.date();
const AsOf = z.iso.date('评定日要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-11-21。').optional();
const Count = z.int().min(0);
const Kind = z.enum(Object.keys(unionKinds) as [UnionKind, ...UnionKind[]]);
const Switch = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A union where only its place in the tree matters. */
const NamedUnion = z.object({ code: z.string(), name: z.string(), kind: Kind });

const ListedUnion = NamedUnion.extend({
  dissolved_on: Day.nullable(),
  /** Unions directly below it that are in being. */
  below: Count,
});

const FoundUnion = NamedUnion.extend({
  dissolved_on: Day.nullable(),
  /** From the uppermost within sight down to the one directly above. */
  above: z.array(NamedUnion).readonly(),
});

const CodedPlace = z.object({ code: z.string(), name: z.string().nullable() });

const UnionHead = FoundUnion.extend({
  division: CodedPlace,
  industry: CodedPlace.nullable(),
  founded_on: Day,
  legal_person_from: Day.nullable(),
  legal_person_to: Day.nullable(),
  below: Count,
  /** Everything below it, at whatever depth. */
  subtree: Count,
});

export type NamedUnion = z.output<typeof NamedUnion>;
export type ListedUnion = z.output<typeof ListedUnion>;
export type FoundUnion = z.output<typeof FoundUnion>;
export type UnionHead = z.output<typeof UnionHead>;

/** The unions directly below one, page by page in the order of their codes. */
export const listBelow = endpoint({
  id: 'organisations.listBelow',
  method: 'GET',
  path: '/api/unions',
  summary: '一个工会的直接下级；不写 parent 时是能看到的最上级工会。',
  access: 'organisations:read',
  query: z.object({
    parent: Code.optional(),
    /** Code of the last union of the page before. */
    after: Code.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** With those dissolved by the day. */
    dissolved: Switch.default(false),
    as_of: AsOf,
  }),
  answer: z.object({ as_of: z.string(), unions: z.array(ListedUnion).readonly(), next: z.string().nullable() }),
});

/** Unions by what people remember of them. */
export const searchUnions = endpoint({
  id: 'organisations.searchUnions',
  method: 'GET',
  path: '/api/unions/search',
  summary: '按名称的一部分、编码的开头、全拼或首字母查找工会，最相近的在前，上级在前。',
  access: 'organisations:read',
  query: z.object({
    q: z.string().max(500),
    /** Code of the last union of the page before. */
    after: Code.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  answer: z.object({ unions: z.array(FoundUnion).readonly(), next: z.string().nullable() }),
});

/** The head of a union's pages. */
export const showUnion = endpoint({
  id: 'organisations.showUnion',
  method: 'GET',
  path: '/api/unions/:code',
  summary: '一个工会的基本情况、上级和下级数。',
  access: 'organisations:read',
  params: z.object({ code: Code }),
  query: z.object({ as_of: AsOf }),
  answer: UnionHead.extend({ as_of: z.string() }),
});
