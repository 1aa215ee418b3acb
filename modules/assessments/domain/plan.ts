import {
  parseExpression,
  parseReference,
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
import { FactBook, FactError, type Fact } from './fact-book.ts';

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
}

/** Everything one evaluation computes, and nothing more. */
export interface Plan {
  /** Facts from registers, by source; union facts come after them because they may use own facts. */
  readonly facts: readonly Fact[];
  readonly unionFacts: readonly Fact[];
  /** Facts used per scope, by id. `area` implies tree, and place where the source is located. */
  readonly scopes: Readonly<Record<Scope, ReadonlyMap<string, Fact>>>;
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
  for (const { measures } of tracks) measures.forEach((measure) => use.measure(measure));
  const schemes = new Map(tracks.map(({ scheme }) => [scheme.id, scheme]));
  return {
    facts: book.facts.filter((fact) => fact.source !== unions),
    unionFacts: book.facts.filter((fact) => fact.source === unions),
    scopes: use.scopes,
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
      const measures = [...parts.map((part) => part.measure), ...evidence, ...item.clause.conditionMeasures, ...fits];
      const once = [...new Map(measures.map((measure) => [measure.id, measure])).values()];
      return planTracks([{ ...planned, items: [item], measures: once }], catalogue, sources, unions);
    },
    probe: (measure) => new ScopeUse(new FactBook([...sources, unions]), unions).measure(measure),
  };
}

function planTrack(scheme: Scheme, track: Track, catalogue: MeasureCatalogue, unions: FactSource): PlannedTrack {
  const items = track.items
    .filter((item) => item.as === 'indicator')
    .map((item) => planItem(indicatorId(scheme.id, track.id, item.id), item, catalogue, unions));
  const fits = parseExpression(track.fits);
  const used = new Map<string, Measure>();
  for (const { clause } of items) {
    for (const measure of [...clause.criterion.parts.map((part) => part.measure), ...clause.conditionMeasures]) {
      used.set(measure.id, measure);
    }
  }
  for (const measure of mentionedMeasures(fits, catalogue, unions)) used.set(measure.id, measure);
  return { scheme, track, fits, items, measures: [...used.values()] };
}

function planItem(indicator: string, item: Indicator, catalogue: MeasureCatalogue, unions: FactSource): PlannedItem {
  const { criterion } = item;
  const measure = (text: string) => catalogue.get(parseReference(text));
  const parts = criterion.kind === 'judged' ? [] : criterion.kind === 'measure' ? [criterion] : criterion.of;
  const when = item.when === undefined ? null : parseExpression(item.when);
  return {
    item,
    clause: {
      indicator,
      when,
      conditionMeasures: when ? mentionedMeasures(when, catalogue, unions) : [],
      criterion: {
        kind: criterion.kind,
        parts: parts.map((part) => ({ measure: measure(part.measure), comparison: part.comparison })),
        evidence: criterion.kind === 'judged' ? criterion.evidence.map(measure) : [],
      },
    },
  };
}

/** Measures that a condition mentions by name; columns of the union and `t` are none. */
function mentionedMeasures(condition: Expression, catalogue: MeasureCatalogue, unions: FactSource): readonly Measure[] {
  const found: Measure[] = [];
  walk(condition, (node) => {
    if (node.node === 'reference' && node.name !== 't' && !(node.name in unions.columns)) found.push(catalogue.get(node));
  });
  return found;
}

/** Collects which facts are wanted in which scope. */
class ScopeUse {
  readonly scopes: Record<Scope, Map<string, Fact>> = { own: new Map(), tree: new Map(), place: new Map(), area: new Map() };
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
