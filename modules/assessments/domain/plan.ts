import {
  parseExpression,
  walk,
  type Clause,
  type Expression,
  type FactSource,
  type Indicator,
  type Measure,
  type MeasureCatalogue,
  type Parameter,
  type Reference,
  type Scheme,
  type Scope,
  type Track,
} from '@jianjia/rules';
import { compileClause, decidingMeasures, mentionedMeasures } from './clauses.ts';
import { FactBook, FactError, type Fact } from './fact-book.ts';
import { planScoring, scoringMeasures, type PlannedScoring } from './scoring.ts';

/** One indicator of a track, ready to be judged. */
export interface PlannedItem {
  readonly clause: Clause;
  readonly item: Indicator;
}

/** One track: the standard a union is held against. */
export interface PlannedTrack {
  readonly scheme: Scheme;
  readonly track: Track;
  readonly fits: Expression;
  readonly items: readonly PlannedItem[];
  /** Every measure that decides an item or a condition, each once; evidence is computed when a person looks at it. */
  readonly measures: readonly Measure[];
  /** null: the track gives no points, and costs nothing for it. */
  readonly scoring: PlannedScoring | null;
}

/** Everything one evaluation computes, and nothing more. */
export interface Plan {
  /** Facts from registers, by source; union facts come after them because they may use own facts. */
  readonly facts: readonly Fact[];
  readonly unionFacts: readonly Fact[];
  /** Facts used per scope, by id. `area` implies tree, and place where the source is located. */
  readonly scopes: Readonly<Record<Scope, ReadonlyMap<string, Fact>>>;
  /** Facts whose largest value over the subtree is asked for, by id: days of last occurrences. */
  readonly lastDays: ReadonlyMap<string, Fact>;
  readonly tracks: readonly PlannedTrack[];
  /** Scheme parameters used by thresholds, `scheme.parameter`. */
  readonly parameters: readonly { readonly key: string; readonly scheme: string; readonly parameter: Parameter }[];
  readonly catalogue: MeasureCatalogue;
  readonly unionColumns: FactSource['columns'];
  factOf(reference: Reference): Fact;
  /** The plan of one indicator alone, its evidence included. */
  narrow(planned: PlannedTrack, item: PlannedItem): Plan;
  /** Throws FactError where the measure asks for a fact that does not exist or does not fit its scope. */
  probe(measure: Measure): void;
}

/** Identity of an indicator: its path. */
export function indicatorId(scheme: string, track: string, item: string): string {
  return `${scheme}.${track}.${item}`;
}

/**
 * Compiles schemes into a plan. Formulas were checked when the schemes were loaded; what still does not fit throws
 * FactError, MeasureError or ExpressionError with a Chinese sentence.
 */
export function planEvaluation(
  schemes: readonly Scheme[],
  catalogue: MeasureCatalogue,
  sources: readonly FactSource[],
  unions: FactSource,
): Plan {
  const tracks = schemes.flatMap((scheme) => scheme.tracks.map((track) => planTrack(scheme, track, catalogue, unions)));
  return planTracks(tracks, catalogue, sources, unions);
}

function planTracks(
  tracks: readonly PlannedTrack[],
  catalogue: MeasureCatalogue,
  sources: readonly FactSource[],
  unions: FactSource,
): Plan {
  const book = new FactBook([...sources, unions]);
  const use = new ScopeUse(book, unions);
  for (const { measures, scoring } of tracks) {
    measures.forEach((measure) => use.measure(measure));
    scoring?.inputs.forEach(({ lasts }) => lasts.forEach((measure) => use.last(measure)));
  }
  const schemes = new Map(tracks.map(({ scheme }) => [scheme.id, scheme]));
  return {
    facts: book.facts.filter((fact) => fact.source !== unions),
    unionFacts: book.facts.filter((fact) => fact.source === unions),
    scopes: use.scopes,
    lastDays: use.lastDays,
    tracks,
    parameters: [...schemes.values()].flatMap((scheme) =>
      scheme.parameters.map((parameter) => ({ key: `${scheme.id}.${parameter.id}`, scheme: scheme.id, parameter })),
    ),
    catalogue,
    unionColumns: unions.columns,
    factOf: (reference) => book.get(reference),
    narrow: (planned, item) => {
      const { parts, evidence } = item.clause.criterion;
      const fits = mentionedMeasures(planned.fits, catalogue, unions);
      const scored = planned.scoring?.inputs.filter(({ input }) => input.item === item.item.id) ?? [];
      const measures = [
        ...parts.map((part) => part.measure),
        ...evidence,
        ...item.clause.conditionMeasures,
        ...scored.flatMap(({ clause }) => decidingMeasures(clause)),
        ...fits,
      ];
      const once = [...new Map(measures.map((measure) => [measure.id, measure])).values()];
      return planTracks([{ ...planned, items: [item], measures: once, scoring: null }], catalogue, sources, unions);
    },
    probe: (measure) => {
      const use = new ScopeUse(new FactBook([...sources, unions]), unions);
      use.measure(measure);
      use.last(measure);
    },
  };
}

function planTrack(scheme: Scheme, track: Track, catalogue: MeasureCatalogue, unions: FactSource): PlannedTrack {
  const items = track.items
    .filter((item) => item.as === 'indicator')
    .map((item): PlannedItem => {
      const id = indicatorId(scheme.id, track.id, item.id);
      return { item, clause: compileClause(id, item.when, item.criterion, catalogue, unions) };
    });
  const fits = parseExpression(track.fits);
  const used = new Map<string, Measure>();
  for (const { clause } of items) for (const measure of decidingMeasures(clause)) used.set(measure.id, measure);
  for (const measure of mentionedMeasures(fits, catalogue, unions)) used.set(measure.id, measure);
  const scoring = planScoring(
    scheme.id,
    track,
    items.map(({ item }) => item.id),
    catalogue,
    unions,
  );
  if (scoring) for (const measure of scoringMeasures(scoring)) used.set(measure.id, measure);
  return { scheme, track, fits, items, measures: [...used.values()], scoring };
}

/** Collects which facts are wanted in which scope. */
class ScopeUse {
  readonly scopes: Record<Scope, Map<string, Fact>> = {
    own: new Map(),
    tree: new Map(),
    place: new Map(),
    area: new Map(),
  };
  readonly lastDays = new Map<string, Fact>();
  private readonly book: FactBook;
  private readonly unions: FactSource;

  constructor(book: FactBook, unions: FactSource) {
    this.book = book;
    this.unions = unions;
  }

  measure(measure: Measure): void {
    this.expression(measure.numerator);
    if (measure.denominator) this.expression(measure.denominator);
    for (const need of measure.needs) this.expression(need.rows);
    if (measure.unknown) this.expression(measure.unknown.when);
  }

  /** The largest day over a subtree is no sum: it is found apart (server/sql/last-days.ts). */
  last(measure: Measure): void {
    for (const formula of [measure.last, measure.maybeLast]) {
      if (!formula) continue;
      walk(formula, (node) => {
        if (node.node !== 'scoped') return;
        const fact = this.book.get(node.fact);
        if (fact.aggregate !== 'max' || (node.scope !== 'own' && node.scope !== 'tree')) {
          throw new FactError(`「${fact.id}」不能用来取最近一次的日期:须是最大值,且只取本级(own)或本级及下级(tree)。`);
        }
        if (node.scope === 'own') this.fact('own', node.fact);
        else this.lastDays.set(fact.id, fact);
      });
    }
  }

  private expression(expression: Expression): void {
    walk(expression, (node) => {
      if (node.node === 'scoped') this.fact(node.scope, node.fact);
    });
  }

  private fact(scope: Scope, reference: Reference): void {
    const fact = this.book.get(reference);
    if (scope !== 'own' && !fact.additive) {
      throw new FactError(`「${fact.id}」不是可以相加的数,只能用于本级(own)。`);
    }
    if ((scope === 'area' || scope === 'place') && !fact.source.located) {
      throw new FactError(`「${fact.id}」没有所在地,不能按辖区(${scope})计算。`);
    }
    if (this.scopes[scope].has(fact.id)) return;
    this.scopes[scope].set(fact.id, fact);
    if (scope === 'area') {
      this.fact('tree', reference);
      this.fact('place', reference);
    }
    if (fact.source === this.unions) this.ownFactsOf(fact);
  }

  /** A union fact is computed from own facts of the same union. */
  private ownFactsOf(fact: Fact): void {
    for (const part of [fact.where, fact.of]) if (part) this.expression(part);
  }
}
