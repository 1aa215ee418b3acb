import type { SourceText } from './source-text.ts';

/** A stretch of the source, as offsets in its bare text. */
export interface Region {
  readonly from: number;
  readonly to: number;
}

interface Line {
  readonly text: string;
  readonly region: Region;
}

/** Headings by their marker; a heading ends where the next of the same style begins. */
const STYLES: readonly RegExp[] = [
  /^附件/u,
  /^[一二三四五六七八九十]+、/u,
  /^[（(][一二三四五六七八九十]+[）)]/u,
  /^第[一二三四五六七八九十]+[步条章阶]/u,
  /^\d+[、.．](?!\d)/u,
  /^[（(]\d+[）)]/u,
];

/** Whether a line of the source begins with a heading's marker (一、 （一） 1. 附件1 第一步). */
export function hasMarker(line: string): boolean {
  return headingRank(line) !== null;
}

/** The rank of the heading whose marker a line begins with, 附件 first, or null. */
export function headingRank(line: string): number | null {
  const rank = STYLES.findIndex((style) => style.test(line));
  return rank < 0 ? null : rank;
}

/** The lines of a source without their white space, empty ones left out. */
export function bareLines(source: SourceText): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const raw of source.text.split('\n')) {
    const text = raw.replace(/[\s\u3000\ufeff\u200b]+/gu, '');
    if (text === '') continue;
    lines.push({ text, region: { from, to: from + text.length } });
    from += text.length;
  }
  return lines;
}

/**
 * The stretches that `at` (附件6/六/1) may mean, best first and the whole source last: a sentence that several annexes
 * print is covered only where its item stands.
 */
export function regionsAt(source: SourceText, lines: readonly Line[], at: string): readonly Region[] {
  return placesOf(source, lines, at).map(({ region }) => region);
}

/** The same, each with whether the path was followed to its end or to a part of it only. */
export function placesOf(
  source: SourceText,
  lines: readonly Line[],
  at: string,
): readonly { readonly region: Region; readonly whole: boolean }[] {
  const all = { from: 0, to: source.bare.length };
  const parts = at.split('/').map((part) => part.replace(/\s+/gu, ''));
  const found: Region[][] = [[all]];
  for (const part of parts) {
    const inner = (found.at(-1) ?? []).flatMap((region) => below(lines, region, part));
    if (inner.length === 0) break;
    found.push(inner);
  }
  return found
    .flatMap((regions, depth) => regions.map((region) => ({ region, depth })))
    .toSorted((left, right) => right.depth - left.depth)
    .map(({ region, depth }) => ({ region, whole: depth === parts.length }));
}

/** Lines that print the part as it is written stand before those that print it in brackets: 三、 before （三）. */
function below(lines: readonly Line[], region: Region, part: string): Region[] {
  const inside = lines.filter((line) => line.region.from >= region.from && line.region.to <= region.to);
  const found = inside.flatMap((line, index) => {
    if (!opens(line.text, part)) return [];
    const style = STYLES.find((one) => one.test(line.text));
    const next = style && inside.slice(index + 1).find((later) => style.test(later.text));
    return [
      {
        bracketed: !plain(line.text).startsWith(plain(part)),
        from: line.region.from,
        to: next ? next.region.from : region.to,
      },
    ];
  });
  return found
    .toSorted((left, right) => Number(left.bracketed) - Number(right.bracketed))
    .map(({ from, to }) => ({ from, to }));
}

function plain(text: string): string {
  return text.replaceAll('(', '（').replaceAll(')', '）');
}

function opens(line: string, part: string): boolean {
  if (line === part) return true;
  if (/^(?:\d+|[一二三四五六七八九十]+)$/u.test(part)) {
    const after = line.startsWith(part) ? line.slice(part.length, part.length + 2) : '';
    return (
      /^[、．：:]/u.test(after) ||
      /^\.(?!\d)/u.test(after) ||
      line.startsWith(`（${part}）`) ||
      line.startsWith(`(${part})`)
    );
  }
  if (!plain(line).startsWith(plain(part))) return false;
  return !(/\d$/u.test(part) && /^\d/u.test(line.slice(part.length)));
}
