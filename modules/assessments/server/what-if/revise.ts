import { reviseTrackText, type ItemRevision } from '@jianjia/rules';
import type { Change } from '@jianjia/schemes/contract';
import type { RevisedFile } from '@jianjia/schemes/server';
import type { Standards } from '../standards.ts';
import { trackAsked, understand } from './changes.ts';
import { problems } from './problems.ts';
import { printed, toldChanges } from './told.ts';

/**
 * The file of a track with the changes of a what-if, as it could be published.
 * @throws Problem for changes that cannot be, and where the standard would no longer load with them
 */
export function reviseStandard(
  standards: Standards,
  scheme: string,
  track: string,
  asked: readonly Change[],
): RevisedFile {
  const planned = trackAsked(standards, scheme, track);
  const understood = understand(standards, planned, asked);
  const { changes } = understood;
  if (changes.length === 0) throw problems.noChanges();
  const revisions = changes.map(({ index, thresholds, mandatory }): ItemRevision => ({
    item: planned.items[index]?.item.id ?? '',
    thresholds: Object.fromEntries([...thresholds].map(([place, number]) => [place, printed(number)])),
    mandatory,
  }));
  const { file, place } = planned.track;
  const folder = standards.files.find((one) => place.file === `${one.folder}/scheme.yaml`);
  if (!folder) throw new Error(`the files of ${scheme} are gone`);
  const content = reviseTrackText(folder.files[file] ?? '', revisions);
  const [fault] = standards.check({ ...folder, files: { ...folder.files, [file]: content } });
  if (fault) throw problems.unreadable(fault.sentence);
  return { version: planned.scheme.version, file, content, changes: toldChanges(standards, understood) };
}
