import type { Field } from '../../contract/index.ts';
import type { Layout } from '../reading/rows.ts';

/** Fields that sheets are grouped by, with one merged cell for each group. */
const GROUPED: ReadonlySet<Field> = new Set(['division', 'industry_text', 'sector']);
const FEWEST_GROUPS = 3;
/** Only the first columns hold groups. */
const FIRST_COLUMNS = 3;

/**
 * Whether a column looks as merged cells do once a sheet was saved as text: a value, blank rows, another value, blank rows
 * … and never the same value twice in a row, while the other cells are filled.
 */
export class MergedLook {
  readonly #header: readonly string[];
  readonly #looks: {
    readonly index: number;
    last: string;
    groups: number;
    filled: number;
    blank: number;
    repeated: boolean;
  }[];

  constructor({ header, at }: Layout) {
    this.#header = header;
    const fieldAt = new Map([...at].map(([field, index]) => [index, field]));
    this.#looks = header.slice(0, FIRST_COLUMNS).flatMap((_title, index) => {
      const field = fieldAt.get(index);
      const isGrouped = field === undefined ? index === 0 : GROUPED.has(field);
      return isGrouped ? [{ index, last: '', groups: 0, filled: 0, blank: 0, repeated: false }] : [];
    });
  }

  add(cells: readonly string[]): void {
    for (const look of this.#looks) {
      const cell = (cells[look.index] ?? '').trim();
      if (cell === '') {
        // A group begins with its name.
        if (look.filled === 0) look.repeated = true;
        look.blank++;
        continue;
      }
      if (cell === look.last) look.repeated = true;
      if (look.last === '' || cell !== look.last) look.groups++;
      look.filled++;
      look.last = cell;
    }
  }

  /** The column that looks so, in words; null for none. */
  column(): string | null {
    const found = this.#looks.find(
      ({ groups, filled, blank, repeated }) =>
        !repeated && groups >= FEWEST_GROUPS && blank > filled && blank < filled * 1000,
    );
    return found === undefined ? null : `“${this.#header[found.index] ?? ''}”一栏`;
  }
}
