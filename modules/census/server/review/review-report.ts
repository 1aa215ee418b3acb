import { inTransaction, type Acting, type PoolClient } from '@jianjia/db';
import { type ReviewReport, verdicts } from '../../contract/index.ts';
import { agreementOf } from '../../domain/review/agreement.ts';
import { BIN_EDGES, type BinSums, calibrationOf } from '../../domain/review/calibration.ts';
import { joinPrecision } from './join-precision.ts';
import { modeOf } from './review-mode.ts';
import { placed, REVIEWED } from './reviewed-sql.ts';

/** How the desk is doing, as far as the actor sees. */
export async function reviewReport(acting: Acting, division: string | undefined): Promise<ReviewReport> {
  return inTransaction(
    acting,
    async (client) => ({
      progress: await progressOf(client, division),
      agreement: await agreement(client, division),
      calibration: await calibration(client, division),
      joins: await joinPrecision(client, division),
      mode: await modeOf(client),
    }),
    { readOnly: true },
  );
}

async function progressOf(client: PoolClient, division: string | undefined): Promise<ReviewReport['progress']> {
  const { rows } = await client.query<ReviewReport['progress']>(
    `with ${REVIEWED}
     select (select count(*) from census.pair p where p.matters > 0 and ${placed('p')})::int as waiting,
       count(*) filter (where r.verdict is null and r.given >= 2 and r.persons = 2)::int as disagreed,
       count(*) filter (where r.verdict = 'same')::int as same,
       count(*) filter (where r.verdict = 'different')::int as different,
       (select count(*) from census.decision d where d.verdict = 'undone' and ${placed('d')})::int as undone
     from reviewed r`,
    [division ?? null],
  );
  const [row] = rows;
  return row ?? { waiting: 0, disagreed: 0, same: 0, different: 0, undone: 0 };
}

const ORDER = Object.keys(verdicts);

/** The first two persons of each pair that needs two; a third knew what they had said. */
async function agreement(client: PoolClient, division: string | undefined): Promise<ReviewReport['agreement']> {
  const { rows } = await client.query<{ first: string; second: string; pairs: number }>(
    `with ${REVIEWED}
     select r.answers[1] as first, r.answers[2] as second, count(*)::int as pairs
     from reviewed r where cardinality(r.answers) >= 2 group by 1, 2`,
    [division ?? null],
  );
  const table = ORDER.map((first) =>
    ORDER.map((second) => rows.find((row) => row.first === first && row.second === second)?.pairs ?? 0),
  );
  return { ...agreementOf(table), table };
}

async function calibration(client: PoolClient, division: string | undefined): Promise<ReviewReport['calibration']> {
  const { rows } = await client.query<BinSums & { model: string }>(
    `with ${REVIEWED}
     select s.model, least(width_bucket(s.probability, $2::float8[]), ${BIN_EDGES.length - 1}) - 1 as bin, count(*)::int as pairs,
       count(*) filter (where s.verdict = 'same')::int as same, sum(s.probability) as predicted,
       sum(s.probability ^ 2) as squares, coalesce(sum(s.probability) filter (where s.verdict = 'same'), 0) as "predictedOfSame"
     from reviewed s
     where s.verdict is not null and s.probability is not null
     group by 1, 2`,
    [division ?? null, BIN_EDGES],
  );
  const models = new Map<string, number>();
  for (const { model, pairs } of rows) models.set(model, (models.get(model) ?? 0) + pairs);
  return {
    ...calibrationOf(added(rows)),
    models: [...models].map(([model, pairs]) => ({ model, pairs })).toSorted((a, b) => b.pairs - a.pairs),
  };
}

/** The sums of all models, bin by bin. */
function added(rows: readonly BinSums[]): readonly BinSums[] {
  return BIN_EDGES.map((_edge, bin) => {
    const own = rows.filter((row) => row.bin === bin);
    const sum = (key: 'pairs' | 'same' | 'predicted' | 'squares' | 'predictedOfSame'): number =>
      own.reduce((all, row) => all + row[key], 0);
    return {
      bin,
      pairs: sum('pairs'),
      same: sum('same'),
      predicted: sum('predicted'),
      squares: sum('squares'),
      predictedOfSame: sum('predictedOfSame'),
    };
  });
}
