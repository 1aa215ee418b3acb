import type { RegisterDefinition } from '../definition.ts';

/** What the header row says about the columns of a file. */
export interface Header {
  /** Column id per cell of the header; null where the file has a column the register does not know. */
  readonly columns: readonly (string | null)[];
  /** Unknown header cells, as written. */
  readonly unknown: readonly string[];
}

/** Folds a header cell so that ids and titles match in any case and width. */
function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Reads a header row; a text instead of a header is the Chinese sentence why the file is refused whole. */
export function readHeader(definition: RegisterDefinition, cells: readonly string[]): Header | string {
  const names = new Map<string, string>();
  for (const [id, column] of Object.entries(definition.columns)) {
    names.set(fold(column.title), id);
    names.set(fold(id), id);
  }
  const folded = cells.map(fold);
  const columns = folded.map((cell) => names.get(cell) ?? null);
  if (columns.every((column) => column === null)) {
    const expected = Object.keys(definition.columns).slice(0, 3).join('、');
    return `没有表头：第一行里没有一个是“${definition.title}”的栏目。第一行要写栏目名，例如 ${expected}。`;
  }
  const repeated = firstRepeated(folded.map((cell, index) => columns[index] ?? cell));
  if (repeated !== null) {
    const title = definition.columns[repeated]?.title;
    return `表头重复：“${repeated}”${title ? `（${title}）` : ''}出现了不止一次。请只留一列。`;
  }
  const missing = Object.entries(definition.columns)
    .filter(([id, column]) => column.required && !columns.includes(id))
    .map(([id, column]) => `${id}（${column.title}）`);
  if (missing.length > 0) return `缺少必填的栏目：${missing.join('、')}。请补上这些列再导入。`;
  const unknown = cells
    .filter((cell, index) => columns[index] === null && cell.trim() !== '')
    .map((cell) => cell.trim());
  return { columns, unknown };
}

function firstRepeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === '') continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

/** The register a file or sheet name stands for (`members`, `会员`, `members_2`); null when there is none. */
export function registerNamed(definitions: readonly RegisterDefinition[], name: string): RegisterDefinition | null {
  const plain = fold(name);
  const find = (wanted: string): RegisterDefinition | undefined =>
    definitions.find((definition) => fold(definition.name) === wanted || fold(definition.title) === wanted);
  // A register beyond the row limit of a sheet goes on in `members_2`, `members_3` …
  return find(plain) ?? find(plain.replace(/_\d{1,3}$/, '')) ?? null;
}
