import type { AnswerOf } from '@jianjia/client';
import type { ScreenProps } from '@jianjia/ui';
import type { listSchemes } from '../../contract/endpoints.ts';
import type { askWhatIf, listChoices } from '../../contract/what-if.ts';
import { copy } from './copy.ts';
import type { search } from './search.ts';

export type Schemes = AnswerOf<typeof listSchemes>;
export type Choice = AnswerOf<typeof listChoices>['indicators'][number];
export type ThresholdChoice = Choice['thresholds'][number];
export type Answer = AnswerOf<typeof askWhatIf>;

/** What every part of the page gets. */
export interface PartProps extends Pick<ScreenProps<typeof search>, 'search' | 'setSearch'> {
  readonly schemes: Schemes;
}

/** Options of a choice of standards with their tracks: `hohhot/enterprise`. */
export const trackOptions = (schemes: Schemes) => optionsOf(schemes, () => []);

/** Options of a choice of another standard: a whole one, `hohhot`, or a track of it. */
export const otherOptions = (schemes: Schemes, without: string | undefined) =>
  optionsOf(
    schemes.filter(({ id }) => id !== without),
    ({ id, issuer }) => [{ value: id, label: `${issuer} · ${copy.wholeStandard}` }],
  );

type Option = Readonly<Record<'value' | 'label', string>>;

function optionsOf(schemes: Schemes, before: (scheme: Schemes[number]) => readonly Option[]) {
  return schemes.map((scheme) => ({
    label: `${scheme.issuer} · ${scheme.title}`,
    title: scheme.title,
    options: [
      ...before(scheme),
      ...scheme.tracks.map(({ id, title }): Option => ({
        value: `${scheme.id}/${id}`,
        label: `${scheme.issuer} · ${title}`,
      })),
    ],
  }));
}
