import { createHash } from 'node:crypto';
import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { classify, type Classified, type ToClassify } from './classify-one.ts';
import { type Ground, groundOf } from './ground.ts';

/** Employers of one piece. */
const BATCH = 2000;

/** What classifying came to, in employers. */
export interface Classification {
  readonly seen: number;
  readonly written: number;
  readonly gone: number;
}

/**
 * Classifies what is new or has changed in an area, in pieces of a few thousand, each a transaction of its own; classifications
 * of employers that are gone go. What is as it was is not written.
 */
export async function classifyArea(system: Pool, area: string, signal?: AbortSignal): Promise<Classification> {
  const ground = await groundOf(system);
  const sum = { seen: 0, written: 0, gone: 0 };
  for (let anything = true; anything;) {
    anything = false;
    // By id: what is done leaves traces at the beginning of the index, which are not to be passed again for every piece.
    for (let after = NONE; ;) {
      const from = after;
      const done = await inTransaction(system, (client) => onePiece(client, ground, area, from), { signal });
      if (done.last === null) break;
      anything = true;
      after = done.last;
      sum.seen += done.seen;
      sum.written += done.written;
      sum.gone += done.gone;
    }
  }
  return sum;
}

const NONE = '00000000-0000-0000-0000-000000000000';

interface Piece extends Classification {
  /** The last note taken; null for none. */
  readonly last: string | null;
}

/**
 * Two statements: what is read must be what there was when the notes were taken, or later. The notes are chosen by a CTE, which
 * is worked out once: a subquery would be worked out for every row where statistics say that there are few.
 */
async function onePiece(client: PoolClient, ground: Ground, area: string, after: string): Promise<Piece> {
  const taken = await client.query<{ id: string }>(
    `with piece as materialized (
       select employer_id from census.to_classify where area = $1 and employer_id > $2
       order by employer_id limit ${BATCH} for update skip locked
     )
     delete from census.to_classify t using piece p where t.employer_id = p.employer_id returning t.employer_id as id`,
    [area, after],
  );
  if (taken.rows.length === 0) return { seen: 0, written: 0, gone: 0, last: null };
  const ids = taken.rows.map(({ id }) => id);
  const found = await client.query<ToClassify & { readonly digest: string | null }>(
    `select e.employer_id, e.division_code, e.uscc, e.name, e.address, e.industry_code, e.industry_text, e.scope, e.sector,
       e.employees, e.insured, r.sector as register_sector, r.above_scale as register_above_scale, r.new_form as register_new_form, c.digest
     from census.employer e
     left join employers.employer r on r.uscc = e.uscc
     left join census.classification c on c.employer_id = e.employer_id
     where e.employer_id = any ($1::uuid[])`,
    [ids],
  );
  const changed = found.rows.flatMap(({ digest, ...given }) => {
    const now = digestOf(ground.idAt(given.division_code), given);
    return now === digest ? [] : [{ ...classify(ground.grounds, given), digest: now }];
  });
  if (changed.length > 0) await write(client, changed, ground.version);
  const here = new Set(found.rows.map((row) => row.employer_id));
  const gone = await client.query('delete from census.classification where employer_id = any ($1::uuid[])', [
    ids.filter((id) => !here.has(id)),
  ]);
  const last = ids.reduce((largest, id) => (id > largest ? id : largest));
  return { seen: here.size, written: changed.length, gone: gone.rowCount ?? 0, last };
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
