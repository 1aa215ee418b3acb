import type { DocumentPiece, SchemeDocument } from '../../contract/index.ts';
import type { ItemKind } from '../parts/words.ts';

export interface Filter {
  readonly track?: string | undefined;
  readonly kind?: ItemKind | undefined;
}

/** What stands beside one sentence: the items that quote it first there, or why none does. */
export interface Group {
  /** Position of the sentence. */
  readonly sentence: number;
  /** Positions of items. */
  readonly items: readonly number[];
  readonly because: DocumentPiece['because'];
  readonly open: boolean;
}

export interface Arrangement {
  /** Items that pass the filter. */
  readonly shown: ReadonlySet<number>;
  readonly groups: readonly Group[];
  /** The shown items in the order of the groups. */
  readonly order: readonly number[];
}

/** Puts the items in the order of the text. With a filter, sentences without an item that passes are left out. */
export function arrange({ sentences, items }: SchemeDocument, { track, kind }: Filter): Arrangement {
  const passing = items.flatMap((item, index) =>
    (track === undefined || item.track === track) && (kind === undefined || item.kind === kind) ? [index] : [],
  );
  const bySentence = Map.groupBy(passing, (index) => items[index]?.sentences[0] ?? 0);
  const isWhole = track === undefined && kind === undefined;
  const groups = sentences.flatMap(({ pieces, state }, sentence): Group[] => {
    const here = bySentence.get(sentence) ?? [];
    const isTold = here.length > 0 || (isWhole && (state === 'set_aside' || state === 'uncovered'));
    if (!isTold) return [];
    const because = state === 'set_aside' ? (pieces.find((piece) => piece.because !== null)?.because ?? null) : null;
    return [{ sentence, items: here, because, open: state === 'uncovered' }];
  });
  return { shown: new Set(passing), groups, order: groups.flatMap((group) => group.items) };
}

/** The items of a piece that pass the filter. */
export function quoting(piece: DocumentPiece, { shown }: Arrangement): readonly number[] {
  return piece.items.filter((item) => shown.has(item));
}

/** Which item a click on a piece chooses: the first; of the one already chosen, the next. */
export function nextChosen(items: readonly number[], chosen: number | null): number | null {
  const at = chosen === null ? -1 : items.indexOf(chosen);
  return items[(at + 1) % items.length] ?? null;
}
