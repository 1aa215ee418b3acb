import type { PlainRecord } from './read-register.ts';
import { jaroWinkler, levenshtein, newText, sameText, setText, type Text } from './distances.ts';

/**
 * The plain Fellegi–Sunter model: whole name, address, code and division, compared as any table of firms would be, with
 * nothing of what a Chinese name is made of. Levels as Splink sets them by default; level 0 is «one is empty».
 */
export const COMPARISONS: readonly { readonly name: string; readonly levels: number }[] = [
  { name: 'name', levels: 6 },
  { name: 'address', levels: 6 },
  { name: 'uscc', levels: 3 },
  { name: 'division', levels: 3 },
];

/** How many patterns of levels there are. */
export const PATTERNS = COMPARISONS.reduce((product, { levels }) => product * levels, 1);

/** The levels of a pattern, in the order of COMPARISONS. */
export function levelsOf(pattern: number): number[] {
  let rest = pattern;
  return COMPARISONS.map(({ levels }) => {
    const level = rest % levels;
    rest = Math.floor(rest / levels);
    return level;
  });
}

const [nameA, nameB, addressA, addressB] = [newText(), newText(), newText(), newText()];

/** The pattern of a pair: its levels as one number below PATTERNS. */
export function patternOf(a: PlainRecord, b: PlainRecord): number {
  const name = nameLevel(setText(nameA, a.name), setText(nameB, b.name));
  const address = addressLevel(setText(addressA, a.address), setText(addressB, b.address));
  return name + 6 * (address + 6 * (sameLevel(a.uscc, b.uscc) + 3 * sameLevel(a.division, b.division)));
}

/** Level of two names: exact, Jaro–Winkler ≥ 0.92, 0.88, 0.7, none of these, one empty. */
export function nameLevel(a: Text, b: Text): number {
  if (a.length === 0 || b.length === 0) return 0;
  if (sameText(a, b)) return 5;
  const likeness = jaroWinkler(a, b);
  if (likeness >= 0.92) return 4;
  if (likeness >= 0.88) return 3;
  return likeness >= 0.7 ? 2 : 1;
}

/** Level of two addresses: exact, at most two edits, Jaro–Winkler ≥ 0.92, 0.7, none of these, one empty. */
export function addressLevel(a: Text, b: Text): number {
  if (a.length === 0 || b.length === 0) return 0;
  if (sameText(a, b)) return 5;
  const likeness = jaroWinkler(a, b);
  // Two edits leave so much alike; the distance costs ten times the likeness.
  if (likeness >= 0.8 && Math.abs(a.length - b.length) <= 2 && levenshtein(a, b) <= 2) return 4;
  if (likeness >= 0.92) return 3;
  return likeness >= 0.7 ? 2 : 1;
}

function sameLevel(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  return a === b ? 2 : 1;
}

/** Chances of each level among pairs that are one (m) and that are two (u); level 0 says nothing. */
export interface PlainWeights {
  readonly prior: number;
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
}

/** Shares of the levels of each comparison in counted patterns, level 0 left out. */
export function shares(counts: ArrayLike<number>): number[][] {
  const sums = COMPARISONS.map(({ levels }) => Array.from({ length: levels }, () => 1e-3));
  for (let pattern = 0; pattern < PATTERNS; pattern++) {
    const count = counts[pattern] ?? 0;
    if (count === 0) continue;
    for (const [comparison, level] of levelsOf(pattern).entries()) {
      const list = sums[comparison];
      if (list !== undefined) list[level] = (list[level] ?? 0) + count;
    }
  }
  return sums.map((list) => {
    const whole = list.reduce((sum, value, level) => (level === 0 ? sum : sum + value), 0);
    return list.map((value, level) => (level === 0 ? 1 : value / whole));
  });
}

/** Natural logarithm of m/u of a pattern, without the prior. */
export function weightOf({ m, u }: PlainWeights, pattern: number): number {
  return levelsOf(pattern).reduce(
    (sum, level, index) => sum + Math.log((m[index]?.[level] ?? 1) / (u[index]?.[level] ?? 1)),
    0,
  );
}

/** Probability that pairs of a pattern are one. */
export function probabilityOf(weights: PlainWeights, pattern: number): number {
  const odds = (weights.prior / (1 - weights.prior)) * Math.exp(weightOf(weights, pattern));
  return odds / (1 + odds);
}

/** Pairs of one training session: a column they share by choice teaches the others. */
interface Session {
  readonly holds: (levels: readonly number[]) => boolean;
  readonly teaches: readonly number[];
}

const [NAME, ADDRESS, USCC, DIVISION] = [0, 1, 2, 3];
const SAME_CODE: Session = { holds: (levels) => levels[USCC] === 2, teaches: [NAME, ADDRESS, DIVISION] };
const SAME_NAME: Session = {
  holds: (levels) => levels[NAME] === 5 && levels[DIVISION] === 2,
  teaches: [ADDRESS, USCC],
};
/** Share of the true pairs that one of the two sessions is expected to hold, to guess how many there are. */
const EXPECTED_RECALL = 0.7;

/**
 * Learns the model as one does with Splink: u from random pairs, m by expectation–maximisation in two sessions (pairs of
 * the same code, pairs of the same name and division), the prior from how many pairs those are.
 */
export function learn(counts: ArrayLike<number>, u: readonly (readonly number[])[], possible: number): PlainWeights {
  const sessions = [SAME_CODE, SAME_NAME].map((session) => trained(counts, u, session));
  const m = COMPARISONS.map(({ levels }, comparison) => {
    const lists = sessions.flatMap((learned) => [learned.get(comparison)].filter((list) => list !== undefined));
    return Array.from({ length: levels }, (_, level) =>
      lists.reduce((sum, list) => sum + (list[level] ?? 0) / lists.length, 0),
    );
  });
  let sure = 0;
  for (let pattern = 0; pattern < PATTERNS; pattern++) {
    const levels = levelsOf(pattern);
    if (SAME_CODE.holds(levels) || SAME_NAME.holds(levels)) sure += counts[pattern] ?? 0;
  }
  return { prior: Math.min(0.5, Math.max(1e-12, sure / EXPECTED_RECALL / possible)), m, u };
}

function trained(
  counts: ArrayLike<number>,
  u: readonly (readonly number[])[],
  { holds, teaches }: Session,
): Map<number, readonly number[]> {
  const patterns = Array.from({ length: PATTERNS }, (_, pattern) => pattern).filter((pattern) =>
    holds(levelsOf(pattern)),
  );
  const silent = COMPARISONS.map(({ levels }) => Array.from({ length: levels }, () => 1));
  const taught = (lists: readonly (readonly number[])[]) =>
    lists.map((list, comparison) => (teaches.includes(comparison) ? list : (silent[comparison] ?? [])));
  let weights: PlainWeights = { prior: 0.5, m: taught(COMPARISONS.map(({ levels }) => startOf(levels))), u: taught(u) };
  for (let round = 0; round < 100; round++) {
    const expected = new Float64Array(PATTERNS);
    let ones = 0;
    let all = 0;
    for (const pattern of patterns) {
      const count = counts[pattern] ?? 0;
      const one = count * probabilityOf(weights, pattern);
      expected[pattern] = one;
      ones += one;
      all += count;
    }
    const prior = Math.min(0.999, Math.max(0.001, ones / all || 0));
    weights = { prior, m: taught(shares(expected)), u: weights.u };
  }
  return new Map(teaches.map((comparison) => [comparison, weights.m[comparison] ?? []]));
}

/** Splink's start: the highest level 0.95, the rest shared. */
function startOf(levels: number): number[] {
  return Array.from({ length: levels }, (_, level) =>
    level === 0 ? 1 : level === levels - 1 ? 0.95 : 0.05 / (levels - 2),
  );
}
