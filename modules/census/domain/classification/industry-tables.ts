import { codePath, type CodeTable } from '@jianjia/codes';

/** A rule table by industry: each code of GB/T 4754 leads to the rows that say something about it and all below. */
export type IndustryRules<Row> = ReadonlyMap<string, readonly Row[]>;

/** What is said about an industry: the rows of the nearest code at or above it that has any; empty for none. */
export function rulesFor<Row>(rules: IndustryRules<Row>, table: CodeTable, code: string): readonly Row[] {
  for (const { code: at } of codePath(table, code)) {
    const found = rules.get(at);
    if (found) return found;
  }
  return [];
}

/**
 * Reads a rule table from CSV text: a header, no quoting; the column `industry` holds one code or several with blanks
 * between.
 * @throws Error when a line has another number of columns or names a code that is not in the table: a fault of the file
 */
export function readRules<Row>(
  text: string,
  table: CodeTable,
  rowOf: (cells: Readonly<Record<string, string>>) => Row,
): IndustryRules<Row> {
  const rules = new Map<string, Row[]>();
  for (const cells of readLines(text)) {
    const row = rowOf(cells);
    for (const code of (cells['industry'] ?? '').split(' ')) {
      if (!table.has(code)) throw new Error(`no industry ${code}`);
      rules.set(code, [...(rules.get(code) ?? []), row]);
    }
  }
  return rules;
}

/** The lines of a CSV text with a header and no quoting, as objects by column. Throws Error for a ragged line. */
export function readLines(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== names.length) throw new Error(`ragged line: ${line}`);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}
