import { parseReference, reviseTrackText, thresholdsOf, type ItemRevision, type Scheme } from '@jianjia/rules';
import type { Change, ItemChange } from '@jianjia/schemes/contract';
import type { RevisedFile } from '@jianjia/schemes/server';
import type { PlannedItem } from '../../domain/plan.ts';
import { comparisonWord } from '../../domain/wording.ts';
import type { Standards } from '../standards.ts';
import { trackAsked, understand } from './changes.ts';
import { problems } from './problems.ts';

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
  const { changes } = understand(standards, planned, asked);
  if (changes.length === 0) throw problems.noChanges();
  const revisions = changes.map(({ index, thresholds, mandatory }): ItemRevision => ({
    item: planned.items[index]?.item.id ?? '',
    thresholds: Object.fromEntries([...thresholds].map(([place, { text }]) => [place, text.replace(/^\+/, '')])),
    mandatory,
  }));
  const { file, place } = planned.track;
  const folder = standards.files.find((one) => place.file === `${one.folder}/scheme.yaml`);
  if (!folder) throw new Error(`the files of ${scheme} are gone`);
  const content = reviseTrackText(folder.files[file] ?? '', revisions);
  const [fault] = standards.check({ ...folder, files: { ...folder.files, [file]: content } });
  if (fault) throw problems.unreadable(fault.sentence);
  const told = changes.map(({ index }, at) =>
    toldChange(standards, planned.scheme, planned.items[index] as PlannedItem, revisions[at] as ItemRevision),
  );
  return { version: planned.scheme.version, file, content, changes: told };
}

function toldChange(
  { plan }: Standards,
  { parameters }: Scheme,
  { clause, item }: PlannedItem,
  revision: ItemRevision,
): ItemChange {
  const titleOf = (parameter: string) => parameters.find(({ id }) => id === parameter)?.title ?? parameter;
  const numbers = thresholdsOf(item.criterion).flatMap(({ place, measure, op, threshold }) => {
    const to = revision.thresholds[place];
    if (to === undefined) return [];
    const from = threshold.kind === 'decimal' ? threshold.text : `上级设定的“${titleOf(threshold.parameter)}”`;
    const { title } = plan.catalogue.get(parseReference(measure));
    return [{ place, asks: `${title}${comparisonWord(op)}`, from, to }];
  });
  const mandatory = revision.mandatory === undefined ? null : { from: item.mandatory, to: revision.mandatory };
  return { indicator: clause.indicator, clause: item.quote, at: item.at, numbers, mandatory };
}
