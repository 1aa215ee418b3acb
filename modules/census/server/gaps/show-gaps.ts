import { inTransaction, type PoolClient, type Source } from '@jianjia/db';
import type { GapCounts, GapTable } from '../../contract/index.ts';
import type { FieldDeps } from '../field-deps.ts';
import { problems } from './problems.ts';
import { gapTableSql, type GapTableRow } from './table-sql.ts';

interface Place {
  readonly code: string;
  readonly name: string;
}

/**
 * Coverage and gaps of a place, by what lies directly in it and by section of industry.
 * @throws Problem census.noDivision
 */
export async function showGaps(
  deps: FieldDeps,
  source: Source,
  query: { readonly as_of?: string | undefined; readonly division?: string | undefined },
): Promise<GapTable> {
  const t = deps.asOf(query.as_of);
  return inTransaction(
    source,
    async (client) => {
      const division = await placeLookedAt(client, query.division);
      const { sql, values } = gapTableSql(t, division?.code ?? null);
      const { rows } = await client.query<GapTableRow>(sql, [...values]);
      const total = rows.find(({ area, section }) => area === null && section === null);
      return {
        as_of: t,
        division,
        above: division === null ? [] : await placesAbove(client, division.code),
        total: countsOf(total),
        divisions: rows.flatMap((row) =>
          row.area === null ? [] : [{ code: row.area, name: row.name ?? row.area, below: row.below, ...countsOf(row) }],
        ),
        industries: rows.flatMap((row) =>
          row.section === null ? [] : [{ code: row.section, name: row.name ?? '不确定', ...countsOf(row) }],
        ),
        classified_at: total?.classified_at?.toISOString() ?? null,
        unclassified: total?.unclassified ?? 0,
        can: await rightsOf(client),
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}

/** The place asked for; else the actor's own, where there is one only; null for everywhere. */
export async function placeLookedAt(client: PoolClient, code: string | undefined): Promise<Place | null> {
  if (code === undefined) {
    const own = await client.query<Place>(
      `select d.code, d.name from kernel.division d
       where d.code = any (identity.places('census:read')) order by d.code collate "C"`,
    );
    return own.rows[0] ?? null;
  }
  const found = await client.query<Place>('select code, name from kernel.division where code = $1', [code]);
  const [division] = found.rows;
  if (!division) throw problems.noDivision(code);
  return division;
}

async function placesAbove(client: PoolClient, code: string): Promise<readonly Place[]> {
  const found = await client.query<Place>(
    `select d.code, d.name from kernel.division_descent v join kernel.division d on d.code = v.ancestor
     where v.code = $1 and v.ancestor <> $1 order by d.level`,
    [code],
  );
  return found.rows;
}

async function rightsOf(client: PoolClient): Promise<GapTable['can']> {
  const found = await client.query<{ may: boolean }>(`select identity.places('census:write') <> '{}' as may`);
  const may = found.rows[0]?.may ?? false;
  return { hand_out: may, classify: may };
}

function countsOf(row: GapTableRow | undefined): GapCounts {
  return {
    open: row?.open ?? 0,
    covered: row?.covered ?? 0,
    uncovered: row?.uncovered ?? 0,
    small: row?.small ?? 0,
    closed: row?.closed ?? 0,
    double: row?.double ?? 0,
    private: row?.private ?? 0,
    new_form: row?.new_form ?? 0,
    park: row?.park ?? 0,
  };
}
