import type { DocumentPiece, DocumentSentence } from '../../contract/index.ts';

/** A place in the text where the words looked for stand. */
export interface Hit {
  readonly sentence: number;
  /** Offsets within the sentence. */
  readonly from: number;
  readonly to: number;
}

/** Finds words in the text, sentence by sentence; white space does not count, as it does not in the text. */
export function findHits(sentences: readonly DocumentSentence[], words: string | undefined): readonly Hit[] {
  const wanted = (words ?? '').replaceAll(/\s+/gu, '').toLowerCase();
  if (wanted === '') return [];
  return sentences.flatMap(({ pieces }, sentence) => {
    const text = pieces
      .map((piece) => piece.text)
      .join('')
      .toLowerCase();
    const hits: Hit[] = [];
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
      hits.push({ sentence, from, to: from + wanted.length });
    }
    return hits;
  });
}

/** A stretch of a piece that is or is not part of a hit. */
export interface Cut {
  readonly text: string;
  /** Position of the hit among those of the sentence; null: none. */
  readonly hit: number | null;
}

/** Cuts the pieces of a sentence where hits begin and end; one list of cuts for each piece. */
export function cutAtHits(pieces: readonly DocumentPiece[], hits: readonly Hit[]): readonly (readonly Cut[])[] {
  let start = 0;
  return pieces.map(({ text }) => {
    const [from, to] = [start, start + text.length];
    start = to;
    const edges = hits.flatMap((hit) => [hit.from, hit.to]).filter((edge) => edge > from && edge < to);
    const bounds = [from, ...edges, to];
    return bounds.slice(1).map((end, index) => {
      const begin = bounds[index] ?? from;
      const hit = hits.findIndex((one) => one.from <= begin && end <= one.to);
      return { text: text.slice(begin - from, end - from), hit: hit < 0 ? null : hit };
    });
  });
}
