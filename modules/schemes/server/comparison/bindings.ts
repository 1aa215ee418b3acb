import { type Binding, handle } from '@jianjia/http';
import { nearest } from '@jianjia/rules';
import { compareSchemes } from '../../contract/index.ts';
import { compare, sidesOf } from '../../domain/comparison.ts';
import type { SchemeDeps } from '../deps.ts';
import type { Library } from '../library.ts';
import { problems } from '../problems.ts';

/** What schemes ask of the same measure. */
export function comparisonBindings({ words }: SchemeDeps, library: Library): readonly Binding[] {
  return [
    handle(compareSchemes, async ({ query }) => {
      const volumes = chosen(library, query.schemes);
      const sides = sidesOf(volumes.map(({ scheme }) => scheme));
      const uses = volumes.flatMap((volume) => volume.uses);
      const compared = compare(sides, uses, query.measure, words);
      if (query.measure !== undefined && compared.measures.length === 0) {
        const known = [...new Set(uses.map(({ measure }) => measure.id))];
        throw problems.noMeasure(query.measure, nearest(query.measure, known));
      }
      return { schemes: library.schemes.map(({ id, title, issuer }) => ({ id, title, issuer })), ...compared };
    }),
  ];
}

/** The schemes named in the query, each once and in that order; all where none is named. */
function chosen(library: Library, text: string | undefined) {
  const ids = (text ?? '').split(',').map((id) => id.trim());
  const named = [...new Set(ids)].filter((id) => id !== '');
  return named.length === 0 ? library.all() : named.map((id) => library.volume(id));
}
