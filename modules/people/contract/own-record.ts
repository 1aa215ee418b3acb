import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { Day, Instant, MemberNo, MemberShape, SightingShape } from './shapes.ts';

const SightingQuery = z.strictObject({
  /** Only what was seen before this moment: the time of the last line of the page before. */
  before: Instant.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Who looked at the data of whoever asks. */
export const listSightings = endpoint({
  id: 'people.listSightings',
  method: 'GET',
  path: '/api/me/sightings',
  summary: '谁在什么时候、因为什么看过我的资料。',
  access: 'session',
  query: SightingQuery,
  answer: z.strictObject({ sightings: z.array(SightingShape).readonly() }),
});

/** The same of any member, for whoever reads the journal of the union. */
export const listMemberSightings = endpoint({
  id: 'people.listMemberSightings',
  method: 'GET',
  path: '/api/members/:member/sightings',
  summary: '谁看过一名会员的资料。',
  access: 'journal:read',
  params: z.strictObject({ member: MemberNo }),
  query: SightingQuery,
  answer: z.strictObject({ sightings: z.array(SightingShape).readonly() }),
});

export const myRecord = endpoint({
  id: 'people.myRecord',
  method: 'GET',
  path: '/api/me/record',
  summary: '我的会籍、帮扶档案和受助情况。',
  access: 'session',
  answer: z.strictObject({
    /** Whoever asks may know the own birthday whole. */
    memberships: z.array(MemberShape.extend({ bornOn: Day.nullable() })).readonly(),
    hardship: z
      .array(z.strictObject({ caseNo: z.string(), level: z.string(), openedOn: Day, closedOn: Day.nullable() }))
      .readonly(),
    relief: z
      .array(
        z.strictObject({
          reliefNo: z.string(),
          kind: z.string(),
          givenOn: Day,
          /** 分. */
          amount: z.int().nullable(),
        }),
      )
      .readonly(),
  }),
});
