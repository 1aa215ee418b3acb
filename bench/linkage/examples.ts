import { writeFile } from 'node:fs/promises';
import type { Kind } from './generator/kinds.ts';
import type { Answers } from './measures/answers.ts';
import { confusionOf, rowsOf } from './measures/false-merges.ts';
import type { Truth } from './measures/truth.ts';
import type { PlainRecord } from './peers/read-register.ts';
import type { Judge, Quality } from './quality.ts';

const PER_KIND = 12;

interface Example {
  readonly heading: string;
  readonly a: number;
  readonly b: number;
  readonly note: string;
}

/**
 * Writes what a program missed and took for one wrongly, side by side, a dozen of each kind, to be looked at; before
 * that, which kinds are missed most. `below` are its answers below the cut, to tell doubted pairs from those never met.
 */
export async function writeExamples(path: string, judge: Judge, quality: Quality, below: Answers): Promise<void> {
  const missed = missedOf(judge.truth, quality, below);
  const examples = [...wrongOnes(judge, quality), ...missedOnes(missed)];
  const a = new Set(examples.map((example) => example.a));
  const b = new Set(examples.map((example) => example.b));
  const rows = await rowsOf(judge.registers, { a, b });
  const text = [`# ${quality.title}`, '', ...summary(judge.truth, missed)];
  let heading = '';
  for (const example of examples) {
    if (example.heading !== heading) text.push('', `## ${(heading = example.heading)}`, '');
    text.push(`- ${example.note}`, `  - ${shown(rows.a.get(example.a))}`, `  - ${shown(rows.b.get(example.b))}`);
  }
  await writeFile(path, `${text.join('\n')}\n`);
}

const shown = (record: PlainRecord | undefined): string =>
  record === undefined
    ? '?'
    : [record.id, record.name, record.uscc, record.division, record.address, ...record.formerNames].join(' · ');

interface Missed {
  readonly a: number;
  readonly b: number;
  readonly kinds: readonly Kind[];
  /** Another row of one of the registers is the same firm. */
  readonly twice: boolean;
  /** What the program gives it, null when it never met or was given up. */
  readonly probability: number | null;
}

function missedOf(truth: Truth, { score }: Quality, below: Answers): Missed[] {
  const given = new Map<number, number>();
  for (const [index, probability] of below.probability.entries()) {
    const pair = truth.indexOf(below.a[index] ?? 0, below.b[index] ?? 0);
    if (pair >= 0) given.set(pair, probability);
  }
  const isTwice = twiceIn(truth);
  return score.missedPairs.flatMap((index) => {
    const pair = truth.pairs[index];
    if (pair === undefined) return [];
    return [{ ...pair, twice: isTwice(pair.a, pair.b), probability: given.get(index) ?? null }];
  });
}

/** Tells whether a row of a true pair has another partner that is the same firm. */
function twiceIn(truth: Truth): (a: number, b: number) => boolean {
  const partners = { a: new Map<number, number>(), b: new Map<number, number>() };
  for (const { a, b } of truth.pairs) {
    partners.a.set(a, (partners.a.get(a) ?? 0) + 1);
    partners.b.set(b, (partners.b.get(b) ?? 0) + 1);
  }
  return (a, b) => (partners.a.get(a) ?? 0) > 1 || (partners.b.get(b) ?? 0) > 1;
}

function summary(truth: Truth, missed: readonly Missed[]): string[] {
  const isTwice = twiceIn(truth);
  const decidable = truth.pairs.filter((pair) => pair.decidable);
  const twice = decidable.filter(({ a, b }) => isTwice(a, b)).length;
  const lines = [
    `Missed ${missed.length} of ${decidable.length}. Of firms that stand twice in a register: ` +
      `${missed.filter((pair) => pair.twice).length} of ${twice}.`,
    '',
    'Firms that stand once, by kind: missed, of them never met or given up, pairs.',
    '',
  ];
  const totals = countKinds(decidable.filter(({ a, b }) => !isTwice(a, b)));
  const once = missed.filter((pair) => !pair.twice);
  const [all, never] = [countKinds(once), countKinds(once.filter(({ probability }) => probability === null))];
  const rate = (kind: Kind): number => (all.get(kind) ?? 0) / (totals.get(kind) ?? 1);
  const kinds = [...all.keys()].toSorted((left, right) => rate(right) - rate(left));
  for (const kind of kinds) {
    const share = `${(100 * rate(kind)).toFixed(1)} %`;
    lines.push(`- ${kind} ${share}: ${all.get(kind)}, ${never.get(kind) ?? 0}, ${totals.get(kind)}`);
  }
  return lines;
}

function countKinds(pairs: readonly { readonly kinds: readonly Kind[] }[]): Map<Kind, number> {
  const counts = new Map<Kind, number>();
  for (const { kinds } of pairs) for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function wrongOnes({ truth }: Judge, { answers, score }: Quality): Example[] {
  const found = score.wrongAnswers.map((index) => {
    const a = answers.a[index] ?? 0;
    const b = answers.b[index] ?? 0;
    return { heading: `wrong: ${confusionOf(truth, a, b)}`, a, b, note: (answers.probability[index] ?? 0).toFixed(4) };
  });
  return someOfEach(found);
}

function missedOnes(missed: readonly Missed[]): Example[] {
  const found = missed.flatMap(({ a, b, kinds, twice, probability }) => {
    const note = `${probability === null ? 'never met' : probability.toFixed(4)}; ${kinds.join(', ')}`;
    const names = twice ? ['stands twice'] : kinds;
    return names.map((kind) => ({ heading: `missed: ${kind}`, a, b, note }));
  });
  return someOfEach(found);
}

function someOfEach(examples: readonly Example[]): Example[] {
  const groups = Map.groupBy(examples, ({ heading }) => heading);
  return [...groups.keys()].toSorted().flatMap((heading) => (groups.get(heading) ?? []).slice(0, PER_KIND));
}
