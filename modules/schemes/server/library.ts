import { nearest, type Scheme } from '@jianjia/rules';
import { browseScheme, type BrowsedScheme } from '../domain/document.ts';
import { usesOf, type MeasureUse } from '../domain/uses.ts';
import type { SchemeDeps } from './deps.ts';
import { problems } from './problems.ts';

/** A scheme that was read, with what it holds its measures against. */
export interface Volume extends BrowsedScheme {
  readonly uses: readonly MeasureUse[];
}

/** The schemes in use as they are browsed; each is read once, when it is first asked for. */
export interface Library {
  readonly schemes: readonly Scheme[];
  /** @throws Problem when no scheme has this id */
  volume(id: string): Volume;
  all(): readonly Volume[];
}

/** Opens a library over the loaded schemes, which do not change while the service runs. */
export function openLibrary({ schemes, words }: SchemeDeps): Library {
  const read = new Map<string, Volume>();
  const volume = (id: string): Volume => {
    const known = read.get(id);
    if (known) return known;
    const scheme = schemes.find((candidate) => candidate.id === id);
    if (!scheme) {
      const ids = schemes.map((candidate) => candidate.id);
      throw problems.noScheme(id, ids, nearest(id, ids));
    }
    const browsed = browseScheme(scheme, words);
    const made = { ...browsed, uses: usesOf(browsed, words) };
    read.set(id, made);
    return made;
  };
  return { schemes, volume, all: () => schemes.map(({ id }) => volume(id)) };
}
