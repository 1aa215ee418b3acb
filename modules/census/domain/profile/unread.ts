import { codedFields, type CodedField, type Fault, type Mapping } from '../../contract/index.ts';
import { isTranslated, knownMeaning } from '../reading/coded.ts';
import { coverIdentities, coverMobiles } from '../reading/covering.ts';
import { cellOf, type Layout } from '../reading/rows.ts';
import { faultOf } from './fault-words.ts';

const LINES = 10;
const EXAMPLES = 3;
const LONGEST_EXAMPLE = 20;

interface Unread {
  readonly field: CodedField;
  readonly title: string;
  readonly examples: Set<string>;
  rows: number;
}

/** Rows with a value in a column of a closed list that nobody has said the meaning of, and whose words are not known. */
export class UnreadValues {
  readonly #layout: Layout;
  readonly #translations: Mapping['translations'];
  readonly #columns: readonly Unread[];
  readonly #lines: number[] = [];

  constructor(layout: Layout, translations: Mapping['translations']) {
    this.#layout = layout;
    this.#translations = translations;
    this.#columns = (Object.keys(codedFields) as CodedField[]).flatMap((field) => {
      const index = layout.at.get(field);
      return index === undefined
        ? []
        : [{ field, title: layout.header[index] ?? '', examples: new Set<string>(), rows: 0 }];
    });
  }

  add(line: number, cells: readonly string[]): void {
    for (const column of this.#columns) {
      const text = cellOf(this.#layout, cells, column.field);
      if (text === '' || isTranslated(this.#translations, column.field, text)) continue;
      if (knownMeaning(column.field, text) !== null) continue;
      column.rows++;
      if (column.examples.size < EXAMPLES)
        column.examples.add(coverIdentities(coverMobiles(text)).slice(0, LONGEST_EXAMPLE));
      if (this.#lines.length < LINES && this.#lines.at(-1) !== line) this.#lines.push(line);
    }
  }

  fault(): readonly Fault[] {
    const unread = this.#columns.filter(({ rows }) => rows > 0);
    if (unread.length === 0) return [];
    const told = unread.map(({ title, rows, examples }) => {
      const shown = [...examples].map((example) => `“${example}”`).join('、');
      return `“${title}”一栏有 ${rows} 行（如${shown}）`;
    });
    const count = unread.reduce((sum, { rows }) => sum + rows, 0);
    return [faultOf('unread_values', count, this.#lines, told.join('，'))];
  }
}
