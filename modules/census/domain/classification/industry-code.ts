import type { CodeEntry, CodeTable } from '@jianjia/codes';

/** The edition of GB/T 4754 a source says it codes by; null where it does not say. */
export type IndustryEdition = '2017' | '2011' | null;

/** What a code of a source stands for in GB/T 4754-2017. */
export interface IndustryReading {
  readonly code: string;
  /**
   * `same` the code itself · `ancestor` the code is unknown, this is the nearest one above it · `edition_2011` the code is
   * of GB/T 4754-2011, this is what it became.
   */
  readonly how: 'same' | 'ancestor' | 'edition_2011';
}

/**
 * The edition of 2017 put 土地管理业 in as division 79; everything behind moved up by one: 79 居民服务业 of 2011 is 80, 82 教育
 * is 83, 96 国际组织 is 97 (GB/T 4754-2017, annex on the correspondence with 2011).
 */
const MOVED_FROM = 79;
const MOVED_TO = 96;

/**
 * The code of a source in the table of 2017: itself, the nearest code above it, or what a code of 2011 became. Codes may
 * carry the letter of their section in front (`C3311`). Empty when nothing can be made of the text. Where the edition is not
 * said and the code may be of either, both readings are given, that of 2017 first.
 */
export function readIndustryCode(table: CodeTable, text: string, edition: IndustryEdition): readonly IndustryReading[] {
  const code = restored(table, bare(text));
  if (code === '') return [];
  const moved = movedCode(code);
  const then = moved === null ? null : inTable(table, moved);
  const asOf2011: readonly IndustryReading[] = then === null ? [] : [{ code: then.code, how: 'edition_2011' }];
  if (edition === '2011' && asOf2011.length > 0) return asOf2011;
  const found = inTable(table, code);
  const asOf2017: readonly IndustryReading[] =
    found === null ? [] : [{ code: found.code, how: found.code === code ? 'same' : 'ancestor' }];
  if (edition !== null) return asOf2017;
  // A whole code that only the older edition has is of the older edition.
  if (then !== null && then.code === moved && found?.code !== code) return [...asOf2011, ...asOf2017];
  return [...asOf2017, ...asOf2011];
}

/** Letters of sections stand alone or in front of a code. */
function bare(text: string): string {
  const folded = text.normalize('NFKC').trim().toUpperCase();
  if (/^[A-T]$/.test(folded)) return folded;
  const digits = /^[A-T]?(\d{1,4})$/.exec(folded)?.[1] ?? '';
  return digits.length === 1 ? `0${digits}` : digits;
}

function movedCode(code: string): string | null {
  const division = Number(code.slice(0, 2));
  if (code.length < 2 || Number.isNaN(division) || division < MOVED_FROM || division > MOVED_TO) return null;
  return `${division + 1}${code.slice(2)}`;
}

/** A spreadsheet that takes a code for a number makes 820 of 0820. */
function restored(table: CodeTable, code: string): string {
  return code.length === 3 && !table.has(code) && table.has(`0${code}`) ? `0${code}` : code;
}

/** The code or the nearest one above it; sections have nothing above them. */
function inTable(table: CodeTable, code: string): CodeEntry | null {
  for (let length = code.length; length > 1; length--) {
    const entry = table.get(code.slice(0, length));
    if (entry) return entry;
  }
  return code.length === 1 ? (table.get(code) ?? null) : null;
}
