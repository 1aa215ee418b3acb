import type { WhatIfQuestion } from '../../contract/what-if.ts';
import { changesOf, readChanges } from './changes-text.ts';
import type { WhatIfSearch } from './search.ts';

/** What stands for «another standard, not chosen yet» in the URL. */
export const UNCHOSEN = '?';

export type Question = WhatIfQuestion;

/** The question that the URL asks; null while no standard is chosen. */
export function questionOf({ at, as_of, scheme, track, change, instead }: WhatIfSearch): Question | null {
  if (scheme === undefined || track === undefined) return null;
  const place = { ...(at ? { at } : {}), ...(as_of ? { as_of } : {}), scheme, track };
  if (instead === undefined) return { ...place, changes: changesOf(readChanges(change), scheme, track) };
  if (instead === UNCHOSEN) return { ...place, changes: [] };
  const [other = '', otherTrack] = instead.split('/');
  return { ...place, changes: [], instead: { scheme: other, ...(otherTrack ? { track: otherTrack } : {}) } };
}
