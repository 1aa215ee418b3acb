import type { AnswerOf } from '@jianjia/client';
import type { ScreenProps } from '@jianjia/ui';
import type { listSchemes } from '../../contract/endpoints.ts';
import type { askWhatIf, listChoices } from '../../contract/what-if.ts';
import type { search } from './search.ts';

export type Schemes = AnswerOf<typeof listSchemes>;
export type Choice = AnswerOf<typeof listChoices>['indicators'][number];
export type ThresholdChoice = Choice['thresholds'][number];
export type Answer = AnswerOf<typeof askWhatIf>;

/** What every part of the page gets. */
export interface PartProps extends Pick<ScreenProps<typeof search>, 'search' | 'setSearch'> {
  readonly schemes: Schemes;
}

/** Options of a choice of schemes with their tracks: `hohhot/enterprise`. */
export function trackOptions(schemes: Schemes, without?: string) {
  return schemes
    .filter(({ id, tracks }) => id !== without && tracks.length > 0)
    .map(({ id, title, issuer, tracks }) => ({
      label: `${issuer} · ${title}`,
      title,
      options: tracks.map((track) => ({ value: `${id}/${track.id}`, label: `${issuer} · ${track.title}` })),
    }));
}
