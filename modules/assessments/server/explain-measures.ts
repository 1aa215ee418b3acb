import type { PoolClient } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import {
  walk,
  type FactContext,
  type Measure,
  type MeasureValue,
  type Reference,
  type Scope,
  type Value,
} from '@jianjia/rules';
import type { BehindRows, ExplainedFact, ExplainedMeasure } from '../contract/index.ts';
import type { Fact } from '../domain/fact-book.ts';
import type { Plan, PlannedTrack } from '../domain/plan.ts';
import { factTitle, measureFormula, scopedKey } from '../domain/wording.ts';
import type { Gathering } from './sql/gather.ts';
import { lookedAt, rowsSql, unionRowsSql } from './sql/rows.ts';
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
  const place = await client.query<{ by_place: boolean }>(
    `select ${judgedByPlace('n')} as by_place from node n where owner_id = $1`,
    [union],
  );
  const behind = new Behind(client, plan, gathered, t, union, place.rows[0]?.by_place ?? false);
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
function factsOf(measure: Measure): readonly { readonly scope: Scope; readonly reference: Reference }[] {
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

/** Finds the records behind facts of one union. */
class Behind {
  private readonly client: PoolClient;
  private readonly plan: Plan;
  private readonly gathered: readonly Gathering[];
  private readonly t: PlainDate;
  private readonly union: string;
  private readonly byPlace: boolean;

  constructor(
    client: PoolClient,
    plan: Plan,
    gathered: readonly Gathering[],
    t: PlainDate,
    union: string,
    byPlace: boolean,
  ) {
    this.client = client;
    this.plan = plan;
    this.gathered = gathered;
    this.t = t;
    this.union = union;
    this.byPlace = byPlace;
  }

  async rows(fact: Fact, scope: Scope): Promise<BehindRows> {
    const register = fact.source.registers[0] ?? fact.source.name;
    const gathering = this.gathered.find((candidate) => candidate.facts.includes(fact));
    const sql = gathering
      ? rowsSql(fact, gathering.relation, scope, this.union, this.byPlace, this.context())
      : unionRowsSql(this.plan, fact, scope, this.union, this.t);
    const found = await this.client.query<Record<string, string | null> & { row_key: string; total: number }>(sql);
    const columns = gathering ? lookedAt(fact) : ['name'];
    return {
      register,
      registerTitle: registerTitle(register),
      total: found.rows[0]?.total ?? 0,
      shown: found.rows.map((row) => ({
        key: row.row_key,
        columns: Object.fromEntries(
          columns.map((column) => [columnTitle(register, column), valueTitle(register, column, row[column] ?? null)]),
        ),
      })),
    };
  }

  private context(): FactContext {
    return { t: this.t, incremental: false, changed: () => 'true' };
  }
}
