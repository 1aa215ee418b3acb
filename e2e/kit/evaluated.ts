import { jianjia } from './service.ts';

/** A line of `jianjia evaluate --format ndjson`: one union and one indicator. */
export interface Outcome {
  readonly union: string;
  readonly scheme: string;
  readonly track: string;
  readonly indicator: string;
  readonly mandatory: boolean;
  readonly verdict: 'met' | 'unmet' | 'unknown' | 'pending' | 'not_applicable';
}

/** What the command says about a standard on a day: the numbers the screens are held against. */
export async function evaluated(dataDir: string, scheme: string, asOf: string): Promise<readonly Outcome[]> {
  const printed = await jianjia(dataDir, 'evaluate', '--scheme', scheme, '--as-of', asOf, '--format', 'ndjson');
  return printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome);
}

/** The unions of a track, and which of them reach it: every applicable mandatory indicator met, and any at all. */
export function reachedIn(
  outcomes: readonly Outcome[],
  track: string,
): { readonly unions: number; readonly reached: number } {
  const byUnion = Map.groupBy(
    outcomes.filter((line) => line.track === track),
    (line) => line.union,
  );
  const reached = [...byUnion.values()].filter(
    (lines) =>
      lines.some(({ verdict }) => verdict === 'met') &&
      lines.every(({ mandatory, verdict }) => !mandatory || verdict === 'met' || verdict === 'not_applicable'),
  );
  return { unions: byUnion.size, reached: reached.length };
}

/** How the verdicts fall. */
export function countVerdicts(outcomes: readonly Outcome[]): Readonly<Record<Outcome['verdict'], number>> {
  const counts = { met: 0, unmet: 0, unknown: 0, pending: 0, not_applicable: 0 };
  for (const { verdict } of outcomes) counts[verdict]++;
  return counts;
}
