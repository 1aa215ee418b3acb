import { fileURLToPath } from 'node:url';
import { parseReference, reviseTrackText, thresholdsOf, type SchemeFiles } from '@jianjia/rules';
import { readSchemeFolders } from '@jianjia/schemes/server';
import fc from 'fast-check';
import type { Change } from '@jianjia/schemes/contract';
import type { PlannedTrack } from '../domain/plan.ts';
import { compileStandards, type Standards } from '../server/standards.ts';
import { readStandardMeasures } from './scoring/load.ts';

const SCHEMES = fileURLToPath(new URL('../../../standards/schemes', import.meta.url));

/** The product's standards with one track's file changed, as if they were published so. Throws where they do not load. */
export async function editedStandards(planned: PlannedTrack, changes: readonly Change[]): Promise<Standards> {
  const folders = await readSchemeFolders(SCHEMES, 'standards/schemes');
  const wanted = folders.filter(({ folder }) => folder.endsWith(`/${planned.scheme.id}`));
  const standards = compileStandards(
    await readStandardMeasures(),
    wanted.map((folder) => edited(folder, planned, changes)),
  );
  if (standards.errors.length > 0) throw new Error(JSON.stringify(standards.errors));
  return standards;
}

function edited(folder: SchemeFiles, { track, items }: PlannedTrack, changes: readonly Change[]): SchemeFiles {
  const text = changes.reduce((before, { indicator, place, threshold, mandatory }) => {
    const item = items.find(({ clause }) => clause.indicator === indicator)?.item;
    if (!item) throw new Error(`no indicator ${indicator}`);
    const [only] = thresholdsOf(item.criterion);
    const thresholds = threshold === undefined ? {} : { [place ?? only?.place ?? '']: threshold };
    return reviseTrackText(before, [{ item: item.id, thresholds, mandatory }]);
  }, folder.files[track.file] ?? '');
  return { ...folder, files: { ...folder.files, [track.file]: text } };
}

/** Random changes of a track: numbers that make a difference, and flags. */
export function someChanges(standards: Standards, { items }: PlannedTrack): fc.Arbitrary<readonly Change[]> {
  const changes = items.flatMap(({ clause, item }): fc.Arbitrary<Change>[] => {
    const { indicator } = clause;
    const flag = fc.boolean().map((mandatory): Change => ({ indicator, mandatory }));
    const numbers = thresholdsOf(item.criterion).map(({ place, measure }) => {
      const { unit } = standards.plan.catalogue.get(parseReference(measure));
      const texts =
        unit === '%' ? ['0%', '0.5', '50%', '66.7%', '83.33%', '100%'] : ['0', '1', '2', '3', '5', '0.5', '500'];
      return fc.constantFrom(...texts).map((threshold): Change => ({ indicator, place, threshold }));
    });
    return [flag, ...numbers];
  });
  return fc.subarray(changes, { minLength: 1, maxLength: 8 }).chain((some) => fc.tuple(...some));
}
