import { type PlainDate, toDays } from '@jianjia/kernel';
import { columnLetter } from '../reading/xlsx-file.ts';

/** A cell: text, which stays text whatever it looks like; a number; a share, shown as percent; a day; nothing. */
export type Cell = string | number | { readonly share: number } | { readonly day: PlainDate } | null;

/** Places in `stylesXml`. */
export const STYLES = { plain: 0, header: 1, share: 2, day: 3 } as const;

/** The looks of cells: two number formats of our own, a header that stands out. */
export function stylesXml(namespace: string): string {
  const fill = '<fill><patternFill patternType="solid"><fgColor rgb="FFE6EEF8"/></patternFill></fill>';
  const look = (format: number, more = '') =>
    `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0"${format === 0 ? '' : ' applyNumberFormat="1"'}${more}/>`;
  const header = '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>';
  return (
    `<styleSheet xmlns="${namespace}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/>` +
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    `${fill}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
    `<cellXfs count="4">${look(0)}${header}${look(164)}${look(165)}</cellXfs></styleSheet>`
  );
}

/** One row of a sheet; texts take the style that is given, numbers their own. */
export function rowXml(cells: readonly Cell[], number: number, style: number = STYLES.plain): string {
  let xml = `<row r="${number}">`;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? null;
    if (cell !== null && cell !== '') xml += cellXml(cell, `${columnLetter(index)}${number}`, style);
  }
  return `${xml}</row>`;
}

function cellXml(cell: NonNullable<Cell>, place: string, style: number): string {
  if (typeof cell === 'string') return textXml(cell, place, style);
  if (typeof cell === 'number') return numberXml(cell, place, STYLES.plain);
  if ('share' in cell) return numberXml(cell.share, place, STYLES.share);
  const serial = toDays(cell.day) - FIRST_DAY;
  // Spreadsheets believe in a 29 February 1900: days before it would be one off.
  return serial > 60 ? numberXml(serial, place, STYLES.day) : textXml(cell.day, place, style);
}

/** 30 December 1899, the day 0 of spreadsheets. */
const FIRST_DAY = -25_569;

function numberXml(value: number, place: string, style: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${place} is no number`);
  return `<c r="${place}"${styled(style)}><v>${value}</v></c>`;
}

function textXml(text: string, place: string, style: number): string {
  // Readers may drop blanks at the ends of a text unless told to keep them.
  const keep = text.trim() === text ? '' : ' xml:space="preserve"';
  return `<c r="${place}"${styled(style)} t="inlineStr"><is><t${keep}>${escaped(text)}</t></is></c>`;
}

function styled(style: number): string {
  return style === STYLES.plain ? '' : ` s="${style}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Escapes for XML. What XML cannot hold, and CR, which it would turn into LF, is written `_x000D_` as the standard
 * has it (ECMA-376, 22.9.2.19); a text that looks like that already gets its underscore escaped.
 */
export function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (c) =>
      c === '\t' || c === '\n' ? c : `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);
}
