import { inTransaction, type Source } from '@jianjia/db';
import { z } from 'zod';
import type { JointUnion, listJointUnions as listContract, PlaceKind } from '../../contract/index.ts';
import type { FieldDeps } from '../field-deps.ts';
import { type JointPosition, jointSql } from './gaps-sql.ts';
import { problems } from './problems.ts';

type Query = z.output<(typeof listContract)['query']>;

interface JointRow {
  readonly division_code: string;
  readonly division_name: string;
  readonly place_kind: PlaceKind;
  readonly place: string;
  readonly part: number;
  readonly employers: number;
  readonly employees: number;
  readonly key: string;
}

/** One page of the joint unions that could be founded. Throws Problem census.lapsedPage. */
export async function listJointUnions(
  deps: FieldDeps,
  source: Source,
  { as_of, division, after, limit }: Query,
): Promise<z.output<(typeof listContract)['answer']>> {
  const t = deps.asOf(as_of);
  const { sql, values } = jointSql(t, division, after === undefined ? null : positionOf(after), limit + 1);
  return inTransaction(
    source,
    async (client) => {
      const { rows } = await client.query<JointRow>(sql, [...values]);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        as_of: t,
        rows: rows.slice(0, limit).map(jointOf),
        next: last ? Buffer.from(JSON.stringify([last.employers, last.key])).toString('base64url') : null,
      };
    },
    { readOnly: true },
  );
}

function jointOf({
  division_code,
  division_name,
  place_kind,
  place,
  part,
  employers,
  employees,
}: JointRow): JointUnion {
  return { division: { code: division_code, name: division_name }, place_kind, place, part, employers, employees };
}

const Cursor = z.tuple([z.int().min(0).max(1_000_000), z.string().max(200)]);

function positionOf(text: string): JointPosition {
  try {
    const [employers, key] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { employers, key };
  } catch {
    throw problems.lapsedPage();
  }
}
