import {
  parseExpression,
  referenceText,
  substitute,
  type Expression,
  type Reference,
  type Scope,
} from '../expression/index.ts';
import type { MeasureDefinition } from './catalogue.ts';

/** A register the measure needs, and the formula that counts its rows. */
export interface Need {
  readonly register: string;
  readonly rows: Expression;
}

/** A measure with its parameters filled in and its formulas parsed. A number is a ratio over nothing. */
export interface Measure {
  /** Canonical spelling: `meetings.yearly(plenary|regular)`. */
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly kind: 'ratio' | 'number' | 'yesno';
  readonly numerator: Expression;
  readonly denominator: Expression | null;
  readonly needs: readonly Need[];
  readonly unknown: { readonly when: Expression; readonly missing: readonly string[]; readonly because: string } | null;
  readonly note: string | null;
  /** Day of the last occurrence, days since 1970-01-01; null where the measure counts no dated occurrences. */
  readonly last: Expression | null;
  /** Day of the last row that may or may not be one. */
  readonly maybeLast: Expression | null;
}

/** A measure that cannot be used: unknown, or with arguments that do not fit. The sentence is Chinese. */
export class MeasureError extends Error {
  override readonly name = 'MeasureError';
}

/** Closed lists of the registers, `register.column` → id → Chinese title; used to check and to name arguments. */
export type ChoiceLists = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Finds measures by reference and compiles each once. */
export class MeasureCatalogue {
  readonly definitions: ReadonlyMap<string, MeasureDefinition>;
  private readonly choices: ChoiceLists;
  private readonly compiled = new Map<string, Measure>();

  constructor(definitions: readonly MeasureDefinition[], choices: ChoiceLists) {
    this.definitions = new Map(definitions.map((definition) => [definition.id, definition]));
    this.choices = choices;
    if (this.definitions.size !== definitions.length) throw new MeasureError('指标目录中有重复的编号。');
  }

  /** The measure a reference names. Throws MeasureError. */
  get(reference: Reference): Measure {
    const id = referenceText(reference);
    const known = this.compiled.get(id);
    if (known) return known;
    const definition = this.definitions.get(reference.name);
    if (!definition) throw new MeasureError(`没有名为「${reference.name}」的指标。`);
    const measure = this.compile(definition, reference, id);
    this.compiled.set(id, measure);
    return measure;
  }

  private compile(definition: MeasureDefinition, reference: Reference, id: string): Measure {
    const names = Object.keys(definition.params ?? {});
    if (names.length !== reference.args.length) {
      throw new MeasureError(`指标「${definition.id}」需要${names.length}个参数,给了${reference.args.length}个。`);
    }
    names.forEach((name, index) => this.checkArgument(definition, name, reference.args[index] ?? []));
    const first = definition.alternatives === 'first' ? (reference.args[0] ?? []) : [];
    const variants = first.length > 1 ? first.map((item) => [[item], ...reference.args.slice(1)]) : [reference.args];
    const special = definition.cases?.[reference.args[0]?.join('|') ?? ''];
    const chosen = special === undefined ? definition : { ...definition, value: special };
    const bodies = variants.map((args) =>
      body(chosen, Object.fromEntries(names.map((name, i) => [`$${name}`, args[i] ?? []]))),
    );
    return {
      id,
      title: this.title(definition, names, reference),
      unit: definition.unit,
      note: definition.note ?? null,
      ...mergeFirst(bodies),
    };
  }

  private checkArgument(definition: MeasureDefinition, name: string, values: readonly string[]): void {
    const list = definition.params?.[name] ?? 'text';
    if (list === 'text') return;
    if (list === 'number') {
      if (values.every((value) => /^\d+$/.test(value))) return;
      throw new MeasureError(`指标「${definition.id}」的参数应为整数,不是「${values.join('|')}」。`);
    }
    const choices = this.choices.get(list);
    if (!choices) throw new MeasureError(`指标「${definition.id}」的参数引用了不存在的列表「${list}」。`);
    const wrong = values.find((value) => !(value in choices));
    if (wrong !== undefined) {
      throw new MeasureError(`指标「${definition.id}」不接受「${wrong}」,可用:${Object.keys(choices).join('、')}。`);
    }
  }

  private title(definition: MeasureDefinition, names: readonly string[], reference: Reference): string {
    return names.reduce((text, name, index) => {
      const choices = this.choices.get(definition.params?.[name] ?? '') ?? {};
      const words = (reference.args[index] ?? []).map((value) => choices[value] ?? value);
      return text.replaceAll(`{${name}}`, words.join('或'));
    }, definition.title);
  }
}

type Body = Pick<Measure, 'kind' | 'numerator' | 'denominator' | 'needs' | 'unknown' | 'last' | 'maybeLast'>;

function body(definition: MeasureDefinition, values: Readonly<Record<string, readonly string[]>>): Body {
  const read = (text: string): Expression => substitute(parseExpression(text), values);
  const needs = Object.entries(definition.needs).map(([register, rows]) => ({
    register,
    rows: read(rowsFormula(register, rows)),
  }));
  const unknown = definition.unknown ? { ...definition.unknown, when: read(definition.unknown.when) } : null;
  const last = definition.last === undefined ? null : read(definition.last);
  const maybeLast = definition.maybe_last === undefined ? null : read(definition.maybe_last);
  const shared = { needs, unknown, last, maybeLast };
  if (definition.numerator !== undefined && definition.denominator !== undefined) {
    return {
      kind: 'ratio',
      numerator: read(definition.numerator),
      denominator: read(definition.denominator),
      ...shared,
    };
  }
  if (definition.value !== undefined)
    return { kind: 'number', numerator: read(definition.value), denominator: null, ...shared };
  const yes: Expression = { node: 'number', value: 1 };
  const no: Expression = { node: 'number', value: 0 };
  const holds = read(definition.holds ?? 'false');
  const answered: Expression = { node: 'empty', of: holds, negated: true };
  const outcome: Expression = { node: 'call', name: 'if', args: [holds, yes, no] };
  const empty: Expression = { node: 'arithmetic', op: '/', left: yes, right: no };
  return {
    kind: 'yesno',
    numerator: { node: 'call', name: 'if', args: [answered, outcome, empty] },
    denominator: null,
    ...shared,
  };
}

const SCOPE_WORDS: ReadonlySet<string> = new Set(['own', 'tree', 'area', 'place'] satisfies Scope[]);

function rowsFormula(register: string, rows: string): string {
  return SCOPE_WORDS.has(rows) ? `${rows}(${register}.rows)` : rows;
}

/** «a, else b»: the first alternative whose denominator is above zero gives both numerator and denominator. */
function mergeFirst(bodies: readonly Body[]): Body {
  return bodies.reduceRight((rest, body) => {
    const zero: Expression = { node: 'number', value: 0 };
    const has: Expression = { node: 'compare', op: '>', left: body.denominator ?? body.numerator, right: zero };
    const choose = (yes: Expression, no: Expression): Expression => ({
      node: 'call',
      name: 'if',
      args: [has, yes, no],
    });
    const denominator = body.denominator && rest.denominator ? choose(body.denominator, rest.denominator) : null;
    return { ...body, numerator: choose(body.numerator, rest.numerator), denominator };
  });
}
