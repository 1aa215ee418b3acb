import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import {
  clauseSql,
  decimal,
  interpretClause,
  MeasureCatalogue,
  measureSql,
  parseExpression,
  parseReference,
  verdictLetters,
  type Clause,
  type Comparison,
  type Measure,
  type MeasureDefinition,
  type SqlEnvironment,
  type UnionEnvironment,
  type VerdictEnvironment,
} from '@jianjia/rules';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * The interpreter and the SQL back end are proven equal on random unions and random rules. A union is a row of six
 * facts (some empty), two columns and its judgements; rules are random measures, comparisons and conditions over them.
 */
interface Subject {
  readonly facts: readonly (number | null)[];
  readonly flag: boolean | null;
  readonly kind: string;
  readonly judged: 'met' | 'unmet' | 'partly' | null;
  readonly parameter: { readonly p: number; readonly q: number } | null;
}

const T = '2026-11-21';
const FACTS = 6;

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const number = fc.oneof(fc.constant(0), fc.constant(1), fc.nat(20), fc.nat(2_000_000_000));
const subject: fc.Arbitrary<Subject> = fc.record({
  facts: fc.array(fc.option(number, { freq: 4 }), { minLength: FACTS, maxLength: FACTS }),
  flag: fc.option(fc.boolean(), { freq: 3 }),
  kind: fc.constantFrom('joint', 'enterprise'),
  judged: fc.constantFrom('met', 'unmet', 'partly', null),
  parameter: fc.option(fc.record({ p: fc.nat(100), q: fc.constantFrom(1, 100) }), { freq: 3 }),
});

const fact = fc.integer({ min: 1, max: FACTS }).map((index) => `own(fact.f${index})`);
const { amount, condition } = fc.letrec<{ amount: string; condition: string }>((tie) => ({
  amount: fc.oneof(
    { depthSize: 'medium' },
    fact,
    fc.nat(50).map(String),
    fc.tuple(tie('amount'), fc.constantFrom('+', '*'), tie('amount')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('amount'), fc.integer({ min: 1, max: 9 })).map(([a, n]) => `(${a} / ${n})`),
    fc.tuple(tie('condition'), tie('amount'), tie('amount')).map(([c, a, b]) => `if(${c}, ${a}, ${b})`),
    fc
      .tuple(fc.constantFrom('coalesce', 'least', 'greatest'), tie('amount'), tie('amount'))
      .map(([f, a, b]) => `${f}(${a}, ${b})`),
  ),
  condition: fc.oneof(
    { depthSize: 'medium' },
    fc.constant('flag'),
    fc.constant("kind in ('joint')"),
    fc
      .tuple(tie('amount'), fc.constantFrom('=', '!=', '<', '<=', '>', '>='), tie('amount'))
      .map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('condition').map((c) => `not (${c})`),
    fact.map((f) => `${f} is empty`),
  ),
}));

const measureBody = fc.oneof(
  fc.record({ numerator: amount, denominator: amount }),
  fc.record({ value: amount }),
  fc.record({ holds: condition }),
);
const threshold = fc.oneof(
  fc.constantFrom('80%', '98%', '0.5', '1', '3', '0').map((text) => ({ kind: 'decimal' as const, ...decimal(text) })),
  fc.constant({ kind: 'parameter' as const, parameter: 'target' }),
);
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({ atLeast: threshold }),
  fc.record({ atMost: threshold }),
  fc.record({ moreThan: threshold }),
  fc.record({ lessThan: threshold, atLeast: threshold }),
  fc.record({ equals: threshold }),
  fc.record({ oneOf: fc.array(threshold, { minLength: 1, maxLength: 2 }) }),
  fc.constant({}),
);
const rule = fc.record({
  measures: fc.array(
    fc.tuple(measureBody, fc.dictionary(fc.constantFrom('members', 'meetings'), fact), fc.option(condition)),
    { minLength: 1, maxLength: 3 },
  ),
  comparisons: fc.array(comparison, { minLength: 3, maxLength: 3 }),
  kind: fc.constantFrom('measure', 'any', 'all', 'judged'),
  when: fc.option(fc.oneof(condition, fc.constant('m.one > 1'), fc.constant('m.one = 0 or flag')), { freq: 2 }),
});

/** Conditions of items use columns and measures; facts stand in measures only. */
const NAMES = ['m.one', 'm.two', 'm.three'];

function clauseOf(value: typeof rule extends fc.Arbitrary<infer R> ? R : never): {
  clause: Clause;
  catalogue: MeasureCatalogue;
} {
  const definitions = value.measures.map(([body, needs, unknown], index): MeasureDefinition => ({
    id: NAMES[index] ?? '',
    title: '指标',
    unit: '个',
    needs,
    ...body,
    ...(unknown === null ? {} : { unknown: { when: unknown, missing: ['surveys'], because: '不全。' } }),
  }));
  const catalogue = new MeasureCatalogue(definitions, new Map());
  const measures = definitions.map((definition) => catalogue.get(parseReference(definition.id)));
  const parts = measures.map((measure, index) => ({ measure, comparison: value.comparisons[index] ?? {} }));
  const clause: Clause = {
    indicator: 'city.track.item',
    when: value.when === null ? null : parseExpression(value.when),
    conditionMeasures: measures.slice(0, 1),
    criterion: {
      kind: value.kind,
      parts: value.kind === 'judged' ? [] : value.kind === 'measure' ? parts.slice(0, 1) : parts,
      evidence: [],
    },
  };
  return { clause, catalogue };
}

function interpret(clause: Clause, catalogue: MeasureCatalogue, union: Subject): string {
  const env: UnionEnvironment = {
    t: 0,
    catalogue,
    column: (name) => (name === 'flag' ? union.flag : name === 'kind' ? union.kind : undefined),
    fact: (_scope, reference) => union.facts[Number(reference.name.slice(-1)) - 1] ?? null,
  };
  return verdictLetters[interpretClause(clause, env, () => union.parameter, union.judged).verdict];
}

function sql(clause: Clause, catalogue: MeasureCatalogue): string {
  const row: SqlEnvironment = {
    t: T,
    reference: ({ name }) => ({ sql: name, type: name === 'flag' ? 'boolean' : 'text' }),
    fact: (_scope, reference) => ({ sql: reference.name.slice(5), type: 'number' }),
  };
  const all = NAMES.flatMap((name) => (catalogue.definitions.has(name) ? [catalogue.get(parseReference(name))] : []));
  const place = (measure: Measure) => all.findIndex(({ id }) => id === measure.id);
  const columns = (measure: Measure) => ({
    numerator: `n${place(measure)}`,
    denominator: measure.denominator ? `d${place(measure)}` : null,
  });
  const env: VerdictEnvironment = {
    ...row,
    reference: (reference) => {
      if (!catalogue.definitions.has(reference.name)) return row.reference(reference);
      const { numerator, denominator } = columns(catalogue.get(reference));
      const value = denominator ? `${numerator} / ${denominator}` : numerator;
      return catalogue.get(reference).kind === 'yesno'
        ? { sql: `(case when ${numerator} >= 0 then ${numerator} = 1 end)`, type: 'boolean' }
        : { sql: `(case when ${numerator} >= 0 then ${value} end)`, type: 'number' };
    },
    measure: columns,
    parameter: () => ({ p: 'pp', q: 'pq' }),
    judgements: 'judged',
    judgementKeys: (indicator) => [indicator],
  };
  const measured = all.map((measure, index) => {
    const { numerator, denominator } = measureSql(measure, row);
    return `${numerator} as n${index}${denominator ? `, ${denominator} as d${index}` : ''}`;
  });
  return `select ${clauseSql(clause, env)} as letter from (
    select s.*, ${measured.join(', ')} from json_to_recordset($1) as s(
      place int, f1 float8, f2 float8, f3 float8, f4 float8, f5 float8, f6 float8, flag boolean, kind text, judged jsonb, pp float8, pq float8
    )
  ) measured order by place`;
}

function row(union: Subject, place: number): Readonly<Record<string, unknown>> {
  const facts = Object.fromEntries(union.facts.map((value, index) => [`f${index + 1}`, value]));
  const judged = union.judged === null ? null : { 'city.track.item': union.judged };
  return {
    place,
    ...facts,
    flag: union.flag,
    kind: union.kind,
    judged,
    pp: union.parameter?.p ?? null,
    pq: union.parameter?.q ?? null,
  };
}

describe('interpreter and SQL', () => {
  it('reach the same verdict on random unions and rules', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(rule, fc.array(subject, { minLength: 20, maxLength: 20 }), async (value, unions) => {
        const { clause, catalogue } = clauseOf(value);
        fc.pre(conditionFits(value.when, catalogue));
        const expected = unions.map((union) => interpret(clause, catalogue, union));
        const found = await db.system.query<{ letter: string }>(sql(clause, catalogue), [
          JSON.stringify(unions.map(row)),
        ]);
        expect(found.rows.map(({ letter }) => letter)).toEqual(expected);
        expected.forEach((letter) => seen.add(letter));
      }),
      { numRuns: 1000 },
    );
    // The rules are varied enough that every verdict occurs.
    expect([...seen].toSorted()).toEqual(['k', 'm', 'n', 'p', 'u']);
  });
});

/** `m.one > 1` asks for a number; where the first measure is a yes/no the condition would be refused at load. */
function conditionFits(when: string | null, catalogue: MeasureCatalogue): boolean {
  return !when?.includes('m.one') || catalogue.get(parseReference('m.one')).kind !== 'yesno';
}
