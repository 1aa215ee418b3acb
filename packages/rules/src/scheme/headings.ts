import { bareLines, hasMarker, placesOf } from './outline.ts';
import { sourceText } from './source-text.ts';

/** A heading of a source and where it stands in it. */
export interface Heading {
  /** As printed, without white space; null where the source prints none for this path. */
  readonly title: string | null;
  /** Offset in the source without white space: headings in the order of the document. */
  readonly from: number;
}

/** Longer lines that begin with a marker are sentences; of those only what stands before the first stop is a heading. */
const MOST = 30;

/**
 * Finds the headings of a source by paths such as `附件6/六/1`. The source is read once; a path that cannot be followed to
 * its end stands where its beginning does.
 */
export function headingFinder(source: string): (path: string) => Heading {
  const text = sourceText(source);
  const lines = bareLines(text);
  return (path) => {
    const [place] = placesOf(text, lines, path);
    if (!place) return { title: null, from: 0 };
    const line = lines.find(({ region }) => region.from === place.region.from);
    return { title: place.whole && line ? headingOf(line.text) : null, from: place.region.from };
  };
}

function headingOf(line: string): string | null {
  const marker = /^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?|^附件\d*[：:]?/u.exec(line)?.[0] ?? '';
  const words = line.slice(marker.length).split(/[。；：:]/u)[0] ?? '';
  const title = `${marker}${words}`;
  if (title.length > MOST || (words === '' && !hasMarker(line))) return null;
  return title.replace(/[：:]$/u, '');
}
