import type { Scheme } from '@jianjia/rules';
import { addDays } from '../oracle/days.ts';
import { cell } from '../oracle/house.ts';
import type { Sketch } from './sketch.ts';

/** A few judgements by people: met, unmet, partly; earlier ones overtaken, later ones not yet good. */
export function addJudgements(sketch: Sketch, schemes: readonly Scheme[]): void {
  const { random, t } = sketch;
  for (const scheme of schemes) {
    for (const indicator of judged(scheme)) {
      if (random.chance(0.7)) continue;
      for (const union of sketch.rows('unions')) {
        if (random.chance(0.8)) continue;
        for (const day of [addDays(t, -1), t, addDays(t, 1)].filter(() => random.chance(0.5))) {
          const key = { union_code: cell(union, 'union_code'), scheme: scheme.id, indicator, judged_on: day };
          const twin = sketch
            .rows('judgements')
            .some((row) => Object.entries(key).every(([column, value]) => cell(row, column) === value));
          if (!twin)
            sketch.add('judgements', {
              ...key,
              verdict: random.pick(['met', 'unmet', 'partly']),
              judge: '某人',
              reason: '理由',
            });
        }
      }
    }
  }
}

/** Ids of the indicators that people judge. */
function judged(scheme: Scheme): readonly string[] {
  return scheme.tracks.flatMap((track) =>
    track.items
      .filter((item) => item.as === 'indicator' && item.criterion.kind === 'judged')
      .map((item) => `${scheme.id}.${track.id}.${item.id}`),
  );
}
