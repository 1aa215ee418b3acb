import type { UnionKind } from '@jianjia/organisations/contract';
import { verdictLetters, verdictOf, type Verdict } from '@jianjia/rules';
import type { UnionRow } from '../../contract/index.ts';
import type { PlannedTrack } from '../../domain/plan.ts';
import { ResultReader } from '../../domain/results.ts';
import type { Standards } from '../standards.ts';
import { registerTitle } from '../titles.ts';
import type { ChosenIndicator } from './selection.ts';
import type { ListedRow } from './unions-sql.ts';

/** Turns rows of the database into rows of a list. */
export class UnionRows {
  private readonly tracks: ReadonlyMap<string, PlannedTrack>;
  private readonly chosen: ChosenIndicator | null;
  private readonly reader: ResultReader | null;

  constructor({ plan }: Standards, chosen: ChosenIndicator | null) {
    this.tracks = new Map(plan.tracks.map((planned) => [key(planned.scheme.id, planned.track.id), planned]));
    this.chosen = chosen;
    this.reader = chosen && new ResultReader(chosen.planned);
  }

  /** @throws Error where the row is of a track that the standards do not know */
  row(listed: ListedRow): UnionRow {
    return {
      union: listed.union_code,
      name: listed.name,
      // The closed list of the database.
      kind: listed.kind as UnionKind,
      above: listed.above ?? [],
      district: listed.district,
      founded_on: listed.founded_on,
      dissolved_on: listed.dissolved_on,
      result: this.result(listed),
    };
  }

  private result({ scheme, track, verdicts, numbers, reached }: ListedRow): UnionRow['result'] {
    if (track === null || verdicts === null || numbers === null || reached === null) return null;
    const planned = this.tracks.get(key(scheme, track));
    if (!planned) throw new Error(`${scheme}.${track} has results and is no track`);
    return {
      scheme,
      scheme_title: planned.scheme.title,
      track,
      track_title: planned.track.title,
      reached,
      mandatory: mandatoryCounts(planned, verdicts),
      outcome: this.outcome(verdicts, numbers),
    };
  }

  private outcome(verdicts: string, numbers: readonly (number | null)[]): NonNullable<UnionRow['result']>['outcome'] {
    if (!this.chosen || !this.reader) return null;
    const { planned, index } = this.chosen;
    const outcome = this.reader.outcomeAt({ verdicts, numbers }, index);
    const { verdict, value, numerator, denominator, unit, threshold, missing } = outcome;
    const parameter = (id: string) => planned.scheme.parameters.find((one) => one.id === id)?.title;
    const titles = missing.map((id) => parameter(id) ?? registerTitle(id));
    return { verdict, value, numerator, denominator, unit, threshold, missing: titles };
  }
}

function key(scheme: string, track: string): string {
  return `${scheme}.${track}`;
}

type Counted = Exclude<Verdict, 'not_applicable'>;

function mandatoryCounts({ items }: PlannedTrack, verdicts: string): Record<Counted, number> {
  const counts = { met: 0, unmet: 0, unknown: 0, pending: 0 };
  for (const [index, { item }] of items.entries()) {
    const letter = verdicts.charAt(index);
    if (!item.mandatory || letter === verdictLetters.not_applicable) continue;
    counts[verdictOf(letter) as Counted]++;
  }
  return counts;
}
