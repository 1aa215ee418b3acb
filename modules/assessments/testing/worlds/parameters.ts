import type { Scheme } from '@jianjia/rules';
import { addDays } from '../oracle/days.ts';
import { cell, type ParameterSet } from '../oracle/house.ts';
import type { Sketch } from './sketch.ts';

const SUPERIORS: ReadonlySet<string> = new Set(['city', 'county', 'zone', 'township']);

/** Values that superior unions set, some not yet good and some no longer. */
export function parametersSet(sketch: Sketch, schemes: readonly Scheme[]): readonly ParameterSet[] {
  const { random, t } = sketch;
  const superiors = sketch.rows('unions').filter((row) => SUPERIORS.has(cell(row, 'kind')));
  return schemes.flatMap((scheme) =>
    scheme.parameters.flatMap(({ id }) =>
      superiors
        .filter(() => random.chance(0.25))
        .map((row) => ({
          union: cell(row, 'union_code'),
          scheme: scheme.id,
          parameter: id,
          p: random.pick([50, 75, 80, 100]),
          q: 100,
          ...random.pick([
            { from: '2020-01-01', until: '' },
            { from: t, until: t },
            { from: addDays(t, 1), until: '' },
            { from: '2020-01-01', until: addDays(t, -1) },
          ]),
        })),
    ),
  );
}
