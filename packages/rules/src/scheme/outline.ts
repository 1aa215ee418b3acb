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
  return STYLES.some((style) => style.test(line));
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
  const whole = { from: 0, to: source.bare.length };
  const parts = at.split('/').map((part) => part.replace(/\s+/gu, ''));
  const found: Region[][] = [[whole]];
  for (const part of parts) {
    const inner = (found.at(-1) ?? []).flatMap((region) => below(lines, region, part));
    if (inner.length === 0) break;
    found.push(inner);
  }
  return found.reverse().flat();
}

function below(lines: readonly Line[], region: Region, part: string): Region[] {
  const inside = lines.filter((line) => line.region.from >= region.from && line.region.to <= region.to);
  return inside.flatMap((line, index) => {
    if (!opens(line.text, part)) return [];
    const style = STYLES.find((one) => one.test(line.text));
    const next = style && inside.slice(index + 1).find((later) => style.test(later.text));
    return [{ from: line.region.from, to: next ? next.region.from : region.to }];
  });
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
  const plain = (text: string) => text.replaceAll('(', '（').replaceAll(')', '）');
  if (!plain(line).startsWith(plain(part))) return false;
  return !(/\d$/u.test(part) && /^\d/u.test(line.slice(part.length)));
}
