import type { Criterion, Indicator, MeasureCriterion, Scheme, Threshold } from '@jianjia/rules';
import type { Answer } from './answers.ts';
import { holds, type Ask } from './conditions.ts';
import { employerMeasures } from './employers.ts';
import { cell, type House, type Row } from './house.ts';
import { officerMeasures } from './officers.ts';
import { ownMeasures } from './own-records.ts';
import type { Measure } from './question.ts';
import { treeMeasures } from './tree-records.ts';
import { unionMeasures } from './unions.ts';

/** m met · u unmet · k unknown · p pending · n not applicable. */
export type Letter = 'm' | 'u' | 'k' | 'p' | 'n';

/** The oracle's word on one indicator of one union. */
export interface Line {
  readonly union: string;
  readonly scheme: string;
  readonly track: string;
  readonly indicator: string;
  readonly verdict: Letter;
  /** The measures held against a threshold, or none where a person judges. */
  readonly asked: string;
  /** Of a single measure. */
  readonly answer: Answer | null;
}

const measures: Readonly<Record<string, Measure>> = {
  ...employerMeasures,
  ...ownMeasures,
  ...officerMeasures,
  ...treeMeasures,
  ...unionMeasures,
};

/** Asks a measure by its text, `meetings.yearly(plenary|regular)`. Throws for one the oracle does not know. */
export function asker(house: House, union: Row): Ask {
  const asked = new Map<string, Answer>();
  return (text) => {
    const before = asked.get(text);
    if (before) return before;
    const [, name = text, inner] = /^([^(]+)(?:\((.*)\))?$/.exec(text) ?? [];
    const args = inner === undefined ? [] : inner.split(',').map((list) => list.split('|').map((word) => word.trim()));
    const measure = measures[name];
    if (!measure) throw new Error(`the oracle knows no measure ${text}`);
    const answer = measure({ house, union, args });
    asked.set(text, answer);
    return answer;
  };
}

/** Every indicator of every track that fits, for every union in being. */
export function judgeAll(house: House, schemes: readonly Scheme[]): readonly Line[] {
  const lines: Line[] = [];
  for (const union of house.rows('unions').filter((row) => house.alive(row))) {
    const ask = asker(house, union);
    for (const scheme of schemes) {
      for (const track of scheme.tracks) {
        if (holds(track.fits, union, house, ask) !== true) continue;
        for (const item of track.items) {
          if (item.as !== 'indicator') continue;
          const names = {
            union: cell(union, 'union_code'),
            scheme: scheme.id,
            track: track.id,
            indicator: `${scheme.id}.${track.id}.${item.id}`,
          };
          lines.push({ ...names, asked: asked(item), ...judge(item, names, union, house, ask) });
        }
      }
    }
  }
  return lines;
}

type Names = Pick<Line, 'union' | 'scheme' | 'indicator'>;

/** The oracle's word on one item: its verdict, and the answer of its measure. */
export function judge(
  item: Indicator,
  names: Names,
  union: Row,
  house: House,
  ask: Ask,
): Pick<Line, 'verdict' | 'answer'> {
  const { criterion } = item;
  const answer = criterion.kind === 'measure' ? ask(criterion.measure) : null;
  const condition = item.when === undefined ? true : holds(item.when, union, house, ask);
  if (condition === false) return { verdict: 'n', answer };
  if (condition === null) return { verdict: 'k', answer };
  if (criterion.kind === 'judged') return { verdict: byPerson(names, house), answer };
  const given = (parameter: string) => house.parameter(union, names.scheme, parameter);
  return { verdict: byRegisters(criterion, ask, given), answer };
}

function asked({ criterion }: Indicator): string {
  if (criterion.kind === 'judged') return '';
  return criterion.kind === 'measure'
    ? criterion.measure
    : criterion.of.map((part) => part.measure).join(` ${criterion.kind} `);
}

/** The latest word of a person up to t; 部分达标 does not reach. */
function byPerson({ union, scheme, indicator }: Names, house: House): Letter {
  const words = house
    .rows('judgements')
    .filter(
      (row) =>
        cell(row, 'union_code') === union &&
        cell(row, 'scheme') === scheme &&
        cell(row, 'indicator') === indicator &&
        cell(row, 'judged_on') <= house.t,
    )
    .sort((a, b) => (cell(a, 'judged_on') < cell(b, 'judged_on') ? -1 : 1));
  const latest = words.at(-1);
  if (!latest) return 'p';
  return cell(latest, 'verdict') === 'met' ? 'm' : 'u';
}

/** What a superior union has set. */
type Given = (parameter: string) => { readonly p: number; readonly q: number } | undefined;

function byRegisters(criterion: Exclude<Criterion, { kind: 'judged' }>, ask: Ask, given: Given): Letter {
  const parts = criterion.kind === 'measure' ? [criterion] : criterion.of;
  const results = new Set(parts.map((part) => compare(part, ask(part.measure), given)));
  const decisive = criterion.kind === 'any';
  if (results.has(decisive)) return decisive ? 'm' : 'u';
  if (results.has(null)) return 'k';
  return decisive ? 'u' : 'm';
}

function compare({ comparison }: MeasureCriterion, answer: Answer, given: Given): boolean | null {
  if (!answer.known) return null;
  const { atLeast, atMost, moreThan, lessThan, equals, oneOf } = comparison;
  const results: (boolean | null)[] = [];
  const check = (limit: Threshold | undefined, right: (sign: number) => boolean) => {
    if (limit) results.push(against(answer, limit, given, right));
  };
  check(atLeast, (sign) => sign >= 0);
  check(atMost, (sign) => sign <= 0);
  check(moreThan, (sign) => sign > 0);
  check(lessThan, (sign) => sign < 0);
  check(equals, (sign) => sign === 0);
  if (oneOf) results.push(oneOf.some((limit) => against(answer, limit, given, (sign) => sign === 0) === true));
  if (results.length === 0) return answer.value === 1;
  return results.includes(false) ? false : results.includes(null) ? null : true;
}

/** Exact: cross-multiplied in whole numbers. A parameter nobody has set decides nothing. */
function against(
  answer: Answer & { known: true },
  threshold: Threshold,
  given: Given,
  right: (sign: number) => boolean,
): boolean | null {
  const limit = threshold.kind === 'parameter' ? given(threshold.parameter) : threshold;
  if (!limit) return null;
  const difference =
    answer.numerator === undefined || answer.denominator === undefined
      ? answer.value * limit.q - limit.p
      : answer.numerator * BigInt(limit.q) - BigInt(limit.p) * answer.denominator;
  return right(difference > 0 ? 1 : difference < 0 ? -1 : 0);
}
