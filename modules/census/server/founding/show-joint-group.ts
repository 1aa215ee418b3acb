import { type Acting, inTransaction, type PoolClient } from '@jianjia/db';
import { proposeUnionCode } from '@jianjia/organisations/server';
import type { z } from 'zod';
import {
  type JointEmployer,
  type JointGroup,
  MOST_IN_JOINT_UNION,
  type showJointGroup as contract,
} from '../../contract/index.ts';
import { employerOf, type GapRow, gapRowsSql } from '../gaps/gap-rows.ts';
import { wantedIn } from '../gaps/list-gaps.ts';
import type { FieldDeps } from '../field-deps.ts';
import { problems } from './problems.ts';
import { superiorAt } from './superior-at.ts';

type Query = z.output<(typeof contract)['query']>;

/**
 * The employers that one joint union could take in now, and what the union would be called, above and by code.
 * @throws Problem census.noDivision
 */
export async function showJointGroup(
  deps: Pick<FieldDeps, 'asOf'>,
  acting: Acting,
  { division, place, part, ...query }: Query,
): Promise<JointGroup> {
  return inTransaction(
    acting,
    async (client) => {
      const { wanted } = await wantedIn(client, deps, { gap: 'small', division, place, part, ...query });
      const { sql, values } = gapRowsSql(wanted, null, MOST_IN_JOINT_UNION);
      const { rows } = await client.query<GapRow>(sql, [...values]);
      const parent = await superiorAt(client, division);
      return {
        as_of: wanted.t,
        division: await placeOf(client, division),
        employers: await joiningOf(client, rows.map(employerOf)),
        proposal: {
          name: nameOf(place, part),
          parent,
          code: parent === null ? null : await proposeUnionCode(client, parent.code, 'joint'),
          founded_on: deps.asOf(undefined),
        },
        can: await rightsAt(client, division),
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}

async function placeOf(client: PoolClient, division: string): Promise<JointGroup['division']> {
  const found = await client.query<{ code: string; name: string }>(
    'select code, name from kernel.division where code = $1',
    [division],
  );
  return found.rows[0] ?? { code: division, name: division };
}

/** Employers with what stands in the way of each. */
async function joiningOf(
  client: PoolClient,
  employers: readonly Omit<JointEmployer, 'obstacle' | 'asks_sector'>[],
): Promise<readonly JointEmployer[]> {
  const codes = employers.flatMap(({ uscc }) => (uscc === null ? [] : [uscc]));
  const known = await client.query<{ uscc: string }>(
    'select uscc from employers.employer where uscc = any ($1::text[])',
    [codes],
  );
  const registered = new Set(known.rows.map(({ uscc }) => uscc));
  return employers.map((employer) => {
    const { uscc, name, sector } = employer;
    return {
      ...employer,
      obstacle: uscc === null ? problems.noCreditCode(name).message : null,
      asks_sector: sector === null && uscc !== null && !registered.has(uscc),
    };
  });
}

const CHINESE = new Intl.NumberFormat('zh-CN-u-nu-hanidec');

/** 世纪大厦联合工会, 世纪大厦第二联合工会. */
function nameOf(place: string, part: number): string {
  return part === 1 ? `${place}联合工会` : `${place}第${CHINESE.format(part)}联合工会`;
}

async function rightsAt(client: PoolClient, division: string): Promise<JointGroup['can']> {
  const found = await client.query<{ write: boolean; found: boolean }>(
    `select coalesce($1::text <@ (select identity.place_codes('census:write')), false) as write,
       identity.roots('organisations:write') is not null as found`,
    [division],
  );
  const { write = false, found: mayFound = false } = found.rows[0] ?? {};
  return { hand_out: write, found: write && mayFound };
}
