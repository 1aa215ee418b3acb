import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { readMeasures } from '@jianjia/schemes/server';
import { decideClause, readMeasure, verdictLetters, type Judgement } from '@jianjia/rules';
import { describe, expect, it } from 'vitest';
import { compileStandards } from '../server/standards.ts';
import { wordTitles } from '../server/titles.ts';
import { miniSchemes } from '../testing/mini-schemes.ts';
import { nextSteps } from './next-steps.ts';
import { Standing } from './standing.ts';

const FOLDER = fileURLToPath(new URL('../../../standards', import.meta.url));
const { plan } = compileStandards(await readMeasures(join(FOLDER, 'measures')), miniSchemes);
const planned = plan.tracks.find(({ track }) => track.id === 'all');

/** A number with what it is over; `none`: no records at all; `nothing`: records, and nothing to divide by. */
type Told = number | readonly [number, number] | 'none' | 'nothing';

const GOOD: Readonly<Record<string, Told>> = {
  'union.plaque': 1,
  'meetings.yearly(plenary)': 2,
  'facilities.open(home)': 3,
  'facilities.open(office)': 0,
  'members.join_rate': [80, 100],
  'documents.rule(民主)': 1,
  'documents.rule(财务)': 1,
  'documents.rule(档案)': 1,
  'disputes.yearly(mass_incident)': 0,
  'members.verified_rate': [50, 100],
};

interface Case {
  readonly told?: Readonly<Record<string, Told>>;
  readonly judgement?: Judgement | null;
  readonly rate?: readonly [number, number] | null;
  readonly reached?: boolean;
}

/** A union that reaches the standard but for what a case says. */
function standing({ told = {}, judgement = 'met', rate = [1, 2], reached = false }: Case): Standing {
  if (!planned) throw new Error('no track');
  const numbers = planned.measures.flatMap((measure) => {
    const value = { ...GOOD, ...told }[measure.id] ?? 'none';
    const kept = keptNumbers(value, measure.needs.length);
    return measure.denominator ? [kept[0], kept[1]] : [kept[0]];
  });
  const places = new Map<string, number>();
  let next = 0;
  for (const measure of planned.measures) {
    places.set(measure.id, next);
    next += measure.denominator ? 2 : 1;
  }
  const verdicts = planned.items.map(({ clause }) => {
    const { verdict } = decideClause(clause, {
      applies: true,
      judgement,
      parameter: () => rate && { p: rate[0], q: rate[1] },
      measure: (measure) => {
        const place = places.get(measure.id) ?? 0;
        return readMeasure(measure, numbers[place] ?? -1, measure.denominator ? (numbers[place + 1] ?? null) : null);
      },
    });
    return verdictLetters[verdict];
  });
  return new Standing(
    planned,
    {
      verdicts: verdicts.join(''),
      numbers: [...numbers, ...(rate ?? [null, null])],
      reached,
      parts: '',
      low: null,
    },
    { asOf: 0, kind: 'enterprise' },
  );
}

/** As the results keep it: below zero is −1 − mask of the registers without rows. */
function keptNumbers(value: Told, needs: number): readonly [number, number | null] {
  if (value === 'none') return [-1 - (2 ** needs - 1), null];
  if (value === 'nothing') return [-1, null];
  return typeof value === 'number' ? [value, 1] : [value[0], value[1]];
}

const short = (one: Case) =>
  nextSteps(plan, standing(one), wordTitles).map(
    ({ kind, settles, met, reaches }) =>
      `${kind} ${settles.map((indicator) => indicator.replace('mini.all.', '')).join('+')} ${met} ${reaches}`,
  );

describe('what to do next', () => {
  it.each<readonly [string, Case, readonly string[]]>([
    ['nothing, where all is met; a rate exactly on its threshold is', {}, []],
    ['one below the threshold', { told: { 'members.join_rate': [79, 100] } }, ['move join-rate 1 yes']],
    ['a rate over nothing: no record would help', { told: { 'members.join_rate': 'nothing' } }, []],
    ['no records', { told: { 'meetings.yearly(plenary)': 'none' } }, ['record plenary 0 if_met']],
    [
      'no records of a register that several items need: all at once',
      { told: { 'documents.rule(民主)': 'none', 'documents.rule(财务)': 'none', 'documents.rule(档案)': 'none' } },
      ['record rule-democracy+rule-funds+rule-files 0 if_met'],
    ],
    ['not judged', { judgement: null }, ['judge unity 0 if_met']],
    ['judged unmet', { judgement: 'unmet' }, ['judge unity 0 if_met']],
    ['above a limit', { told: { 'disputes.yearly(mass_incident)': 2 } }, ['move no-incident 1 yes']],
    [
      'alternatives: the nearer one',
      { told: { 'facilities.open(home)': 1, 'facilities.open(office)': 1 } },
      ['move home 1 yes'],
    ],
    [
      'alternatives of which one cannot be told: the other, for sure',
      { told: { 'facilities.open(home)': 'none', 'facilities.open(office)': 1 } },
      ['move home 1 yes'],
    ],
    ['what the superior union has not set', { rate: null }, ['parameter contracts 0 if_met']],
    [
      'an optional item, where the standard is reached',
      { told: { 'documents.rule(档案)': 0 }, reached: true },
      ['move rule-files 1 no'],
    ],
  ])('%s', (_name, one, expected) => expect(short(one)).toEqual(expected));

  it('a near miss before a far one; what happened and what others do after what the union can do', () => {
    const told = {
      'members.join_rate': [10, 100],
      'meetings.yearly(plenary)': 1,
      'disputes.yearly(mass_incident)': 1,
    } as const;
    expect(short({ told, judgement: null, rate: null }).map((step) => step.split(' ')[1])).toEqual([
      'plenary',
      'join-rate',
      'no-incident',
      'contracts',
      'unity',
    ]);
  });

  it('at most five things', () => {
    const told = Object.fromEntries(Object.keys(GOOD).map((id) => [id, 0]));
    expect(short({ told: { ...told, 'members.join_rate': [1, 100] }, judgement: null }).length).toBe(5);
  });
});
