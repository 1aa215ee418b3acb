import { createHash } from 'node:crypto';
import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import type { IndustrialUnion } from '../../contract/index.ts';
import {
  type IndustrialUnionTable,
  isIndustrialUnion,
  overridden,
} from '../../domain/classification/industrial-union.ts';
import { currentClassifier } from './classifier.ts';
import { classify, type Classified, type Grounds, type ToClassify } from './classify-one.ts';
import { classificationTables } from './tables.ts';

const BATCH = 2000;

/** What a pass over the list came to, in employers. */
export interface Classification {
  readonly seen: number;
  readonly written: number;
  readonly gone: number;
}

/**
 * Classifies what is new or changed in the list, in pieces of a few thousand, each a transaction of its own; classifications of
 * employers that are gone go. Run twice, the second time writes nothing.
 */
export async function classifyChanged(system: Pool): Promise<Classification> {
  const { asked, version } = await currentClassifier(system);
  const rules = await inTransaction(system, ruleBook, { readOnly: true });
  const grounds: Grounds = { tables: classificationTables(), asked, industrialUnionsAt: rules.at };
  const ground = `${version}/${rules.digest}`;
  const gone = await system.query(
    'delete from census.classification c where not exists (select from census.employer e where e.employer_id = c.employer_id)',
  );
  let [seen, written, after]: [number, number, string | null] = [0, 0, null];
  for (;;) {
    const done: Piece = await inTransaction(system, (client) => onePiece(client, grounds, version, ground, after));
    seen += done.seen;
    written += done.written;
    if (done.last === null) return { seen, written, gone: gone.rowCount ?? 0 };
    after = done.last;
  }
}

interface Piece {
  readonly seen: number;
  readonly written: number;
  readonly last: string | null;
}

async function onePiece(
  client: PoolClient,
  grounds: Grounds,
  version: string,
  ground: string,
  after: string | null,
): Promise<Piece> {
  const found = await client.query<ToClassify & { readonly digest: string | null }>(
    `select e.employer_id, e.division_code, e.uscc, e.name, e.address, e.industry_code, e.industry_text, e.scope, e.sector,
       e.employees, e.insured, r.sector as register_sector, r.above_scale as register_above_scale, r.new_form as register_new_form, c.digest
     from census.employer e
     left join employers.employer r on r.uscc = e.uscc
     left join census.classification c on c.employer_id = e.employer_id
     where $1::uuid is null or e.employer_id > $1
     order by e.employer_id limit ${BATCH}`,
    [after],
  );
  const changed = found.rows.flatMap(({ digest, ...given }) => {
    const now = digestOf(ground, given);
    return now === digest ? [] : [{ ...classify(grounds, given), digest: now }];
  });
  if (changed.length > 0) await write(client, changed, version);
  const last = found.rows.length === BATCH ? (found.rows.at(-1)?.employer_id ?? null) : null;
  return { seen: found.rows.length, written: changed.length, last };
}

function digestOf(ground: string, given: ToClassify): string {
  return createHash('sha256')
    .update(ground)
    .update(JSON.stringify(Object.values(given)))
    .digest('base64url')
    .slice(0, 22);
}

const COLUMNS = `employer_id uuid, division_code text, industry_code text, industry_confidence double precision,
  industry_basis text, words jsonb, sector text, size text, size_at_most boolean, above_scale boolean, level text,
  new_form boolean, park text, place_kind text, place text, address_key text, industrial_union text, reasons jsonb,
  digest text`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(/\s/)[0] ?? '');

async function write(
  client: PoolClient,
  rows: readonly (Classified & { readonly digest: string })[],
  version: string,
): Promise<void> {
  const set = NAMES.slice(1).map((name) => `${name} = excluded.${name}`);
  await client.query(
    `insert into census.classification (${NAMES.join(', ')}, model)
     select ${NAMES.map((name) => `r.${name}`).join(', ')}, $2 from jsonb_to_recordset($1) as r (${COLUMNS})
     on conflict (employer_id) do update set ${set.join(', ')}, model = excluded.model, classified_at = now()`,
    [JSON.stringify(rows), version],
  );
}

/** What federations decided about industrial unions, and what it adds up to at a place: the nearest federation counts. */
async function ruleBook(
  client: PoolClient,
): Promise<{ readonly digest: string; at(division: string): IndustrialUnionTable }> {
  const found = await client.query<{ division: string; industry: string; union: string }>(
    `select u.division_code as division, r.industry_code as industry, r.industrial_union as union
     from census.industry_rule r join organisations.union u on u.union_id = r.union_id
     order by length(u.division_code), u.division_code, u.union_code, r.industry_code`,
  );
  const { industrialUnions } = classificationTables();
  const made = new Map<string, IndustrialUnionTable>();
  return {
    digest: createHash('sha256').update(JSON.stringify(found.rows)).digest('base64url').slice(0, 12),
    at: (division) => {
      const known = made.get(division);
      if (known) return known;
      const decided = new Map<string, IndustrialUnion>();
      for (const rule of found.rows) {
        if (division.startsWith(rule.division) && isIndustrialUnion(rule.union)) decided.set(rule.industry, rule.union);
      }
      const table = decided.size === 0 ? industrialUnions : overridden(industrialUnions, decided);
      made.set(division, table);
      return table;
    },
  };
}
