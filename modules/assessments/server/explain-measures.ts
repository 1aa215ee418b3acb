import type { PoolClient } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { walk, type Measure, type MeasureValue, type Reference, type Scope, type Value } from '@jianjia/rules';
import type { BehindRows, ExplainedFact, ExplainedMeasure } from '../contract/index.ts';
import type { Fact } from '../domain/fact-book.ts';
import type { Plan, PlannedTrack } from '../domain/plan.ts';
import { factTitle, measureFormula, scopedKey } from '../domain/wording.ts';
import { wantedContext } from './prepare.ts';
import type { Gathering } from './sql/gather.ts';
import { FIRST_ROWS, lookedAt, rowsSql, unionRowsSql, type RowPage } from './sql/rows.ts';
import { judgedByPlace } from './sql/subject.ts';
import { columnTitle, registerTitle, valueTitle, wordTitles } from './titles.ts';

/** The numbers of the union that is explained. */
export interface Numbers {
  value(measure: Measure): MeasureValue;
  fact(scope: Scope, reference: Reference): Value;
}

/** Every measure of an item with its formula, its numbers and the records behind them. */
export async function explainMeasures(
  client: PoolClient,
  plan: Plan,
  planned: PlannedTrack,
  gathered: readonly Gathering[],
  t: PlainDate,
  union: string,
  numbers: Numbers,
): Promise<readonly ExplainedMeasure[]> {
  const [item] = planned.items;
  const behind = new Behind(client, plan, gathered, t, union);
  const explained: ExplainedMeasure[] = [];
  for (const measure of planned.measures) {
    const facts: ExplainedFact[] = [];
    for (const { scope, reference } of factsOf(measure)) {
      const value = numbers.fact(scope, reference);
      const fact = plan.factOf(reference);
      facts.push({
        id: fact.id,
        scope,
        title: factTitle(fact, scope, wordTitles),
        value: typeof value === 'number' ? value : null,
        rows: await behind.rows(fact, scope),
      });
    }
    explained.push({
      id: measure.id,
      title: measure.title,
      unit: measure.unit,
      formula: measureFormula(plan, measure, wordTitles),
      note: measure.note,
      evidence: item?.clause.criterion.evidence.includes(measure) ?? false,
      ...numbers.value(measure),
      facts,
    });
  }
  return explained;
}

/** The facts a measure's value is made of, each once. */
export function factsOf(measure: Measure): readonly { readonly scope: Scope; readonly reference: Reference }[] {
  const found = new Map<string, { scope: Scope; reference: Reference }>();
  for (const part of [measure.numerator, measure.denominator]) {
    if (!part) continue;
    walk(part, (node) => {
      if (node.node === 'scoped')
        found.set(scopedKey(node.scope, node.fact), { scope: node.scope, reference: node.fact });
    });
  }
  return [...found.values()];
}

/** Some of the records behind a fact. */
export interface Records {
  readonly register: string;
  readonly total: number;
  /** Columns that the formula looks at. */
  readonly columns: readonly string[];
  readonly rows: readonly (Readonly<Record<string, string | null>> & {
    readonly row_key: string;
    readonly union_id: string | null;
  })[];
}

/** Finds the records behind facts of one union; the tables of prepareFactsOf must be there. */
export class Behind {
  private readonly client: PoolClient;
  private readonly plan: Plan;
  private readonly gathered: readonly Gathering[];
  private readonly t: PlainDate;
  private readonly union: string;

  constructor(client: PoolClient, plan: Plan, gathered: readonly Gathering[], t: PlainDate, union: string) {
    this.client = client;
    this.plan = plan;
    this.gathered = gathered;
    this.t = t;
    this.union = union;
  }

  /** The first few, in words. */
  async rows(fact: Fact, scope: Scope): Promise<BehindRows> {
    const { register, total, columns, rows } = await this.records(fact, scope, FIRST_ROWS);
    return {
      register,
      registerTitle: registerTitle(register),
      total,
      shown: rows.map((row) => ({
        key: row.row_key,
        columns: Object.fromEntries(
          columns.map((column) => [columnTitle(register, column), valueTitle(register, column, row[column] ?? null)]),
        ),
      })),
    };
  }

  /** One page of them, as they are kept. */
  async records(fact: Fact, scope: Scope, page: RowPage): Promise<Records> {
    const register = fact.source.registers[0] ?? fact.source.name;
    const gathering = this.gathered.find((candidate) => candidate.facts.includes(fact));
    const sql = gathering
      ? rowsSql(fact, gathering.relation, scope, this.union, await this.byPlace(), wantedContext(this.t), page)
      : unionRowsSql(this.plan, fact, scope, this.union, this.t, page);
    const found = await this.client.query<Records['rows'][number] & { readonly total: number }>(sql);
    const columns = gathering ? lookedAt(fact) : ['name'];
    return { register, total: found.rows[0]?.total ?? 0, columns, rows: found.rows };
  }

  private async byPlace(): Promise<boolean> {
    const place = await this.client.query<{ by_place: boolean }>(
      `select ${judgedByPlace('n')} as by_place from node n where owner_id = $1`,
      [this.union],
    );
    return place.rows[0]?.by_place ?? false;
  }
}
