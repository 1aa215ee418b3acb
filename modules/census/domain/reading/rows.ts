import { foldCapitals, isUscc } from '@jianjia/codes';
import type { Field, Mapping } from '../../contract/index.ts';
import { foldTitle } from './titles.ts';

/** Which column holds which field. */
export interface Layout {
  readonly header: readonly string[];
  /** Field → column. */
  readonly at: ReadonlyMap<Field, number>;
}

export function layoutOf(header: readonly string[], columns: Mapping['columns']): Layout {
  const at = new Map<Field, number>();
  header.forEach((title, index) => {
    const field = columns[title];
    if (field !== undefined && !at.has(field)) at.set(field, index);
  });
  return { header, at };
}

/** The cell of a field; '' where the file has no such column. */
export function cellOf(layout: Layout, cells: readonly string[], field: Field): string {
  const index = layout.at.get(field);
  return index === undefined ? '' : (cells[index] ?? '').trim();
}

/** Longest name that is taken for one. */
export const LONGEST_NAME = 100;

/** What a row is. Everything but `data` is not taken in. */
export type RowKind = 'data' | 'header' | 'total' | 'shifted' | 'nameless' | 'long_name';

const TOTAL =
  /^(?:合计|总计|小计|共计|总数|累计|本页小计|合计数)[:：]?|^(?:制表人|填表人|审核人|制表单位|填报日期|备注)[:：]|^共\d+(?:家|户|条)/;

/** What a row of a file is, by its cells alone, so that the same rows are left out whenever the file is read. */
export function rowKind(layout: Layout, cells: readonly string[]): RowKind {
  if (isHeader(layout, cells)) return 'header';
  const name = cellOf(layout, cells, 'name');
  const code = foldCapitals(cellOf(layout, cells, 'uscc'));
  const hasCode = isUscc(code);
  if (!hasCode && isTotal(cells, name)) return 'total';
  if (isShifted(layout, cells, name, hasCode)) return 'shifted';
  if (name === '') return 'nameless';
  return [...name].length > LONGEST_NAME ? 'long_name' : 'data';
}

function isHeader({ header }: Layout, cells: readonly string[]): boolean {
  let same = 0;
  let filled = 0;
  for (const [index, title] of header.entries()) {
    if (title === '') continue;
    filled++;
    if (cells[index] !== undefined && cells[index].length < 60 && foldTitle(cells[index]) === foldTitle(title)) same++;
  }
  return filled > 1 && same >= Math.max(2, Math.ceil(filled * 0.6));
}

function isTotal(cells: readonly string[], name: string): boolean {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  return TOTAL.test(name) || TOTAL.test(first.replaceAll(/\s/g, ''));
}

/** A credit code where none belongs, a name where the code belongs, or cells beyond the header. */
function isShifted({ header, at }: Layout, cells: readonly string[], name: string, hasCode: boolean): boolean {
  for (let index = header.length; index < cells.length; index++) if ((cells[index] ?? '').trim() !== '') return true;
  const place = at.get('uscc');
  if (hasCode || place === undefined) return false;
  const coded = new Set([place, at.get('registration_no'), at.get('organisation_code')]);
  const elsewhere = cells.some((cell, index) => !coded.has(index) && cell.length < 40 && isUscc(foldCapitals(cell)));
  return elsewhere || (/^[\d\s]*$/.test(name) && /\p{Script=Han}{4}/u.test(cells[place] ?? ''));
}
