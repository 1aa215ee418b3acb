import { foldCapitals, isOrganisationCode, isUscc } from '@jianjia/codes';
import {
  type CodedField,
  type CodedValue,
  type ColumnProfile,
  type Field,
  isCoded,
  LONGEST_VALUE,
  personalFields,
} from '../../contract/index.ts';
import { knownMeaning } from '../reading/coded.ts';
import { coverIdentities, coverMobiles, coverName, coverPhone } from '../reading/covering.ts';
import { readCount, readDay, readIndustryCode } from '../reading/values.ts';
import { Distinct } from './distinct.ts';

const EXAMPLES = 3;
const LONGEST_EXAMPLE = 60;
/** Values counted of a column that has few; a column with more holds something else. */
const MOST_COUNTED = 1000;
const MOST_VALUES = 200;

/** Whether a value is one of its kind, for fields that have a form. */
const FORMS: Readonly<Partial<Record<Field, (text: string) => boolean>>> = {
  uscc: (text) => isUscc(foldCapitals(text).replaceAll(/[\s-]/g, '')),
  registration_no: (text) => /^\d{15}$/.test(foldCapitals(text).replaceAll(/\s/g, '')),
  organisation_code: (text) => isOrganisationCode(foldCapitals(text)),
  industry_code: (text) => readIndustryCode(text) !== null,
  employees: (text) => readCount(text) !== null,
  insured: (text) => readCount(text) !== null,
  established_on: (text) => readDay(text) !== null,
  closed_on: (text) => readDay(text) !== null,
};

/** What one column holds, put together row by row. */
export class ColumnProfiler {
  readonly #title: string;
  readonly #field: Field | null;
  readonly #distinct = new Distinct();
  readonly #examples: string[] = [];
  /** Value → rows. */
  readonly #values = new Map<string, number>();
  #filled = 0;
  #invalid = 0;
  #longest = 0;

  constructor(title: string, field: Field | null) {
    this.#title = title;
    this.#field = field;
  }

  add(cell: string): void {
    const text = cell.trim();
    if (text === '') return;
    this.#filled++;
    this.#distinct.add(text);
    if (text.length > this.#longest) this.#longest = text.length;
    const form = this.#field === null ? undefined : FORMS[this.#field];
    if (form && !form(text)) this.#invalid++;
    if (this.#examples.length < EXAMPLES) this.#keepExample(text);
    if (this.#field !== null && isCoded(this.#field)) this.#count(text);
  }

  profile(): ColumnProfile {
    return {
      title: this.#title,
      field: this.#field,
      filled: this.#filled,
      distinct: Math.min(this.#distinct.count, this.#filled),
      estimated: this.#distinct.estimated,
      invalid: this.#invalid,
      longest: this.#longest,
      examples: this.#examples,
      ...(this.#field !== null && isCoded(this.#field) ? { values: this.#mostFrequent(this.#field) } : {}),
    };
  }

  #count(text: string): void {
    const rows = this.#values.get(text);
    if (rows === undefined && (this.#values.size >= MOST_COUNTED || !isShowable(text))) return;
    this.#values.set(text, (rows ?? 0) + 1);
  }

  #mostFrequent(field: CodedField): readonly CodedValue[] {
    return [...this.#values]
      .toSorted(([one, rows], [other, more]) => more - rows || (one < other ? -1 : 1))
      .slice(0, MOST_VALUES)
      .map(([text, rows]) => ({ text, rows, known: knownMeaning(field, text) }));
  }

  #keepExample(text: string): void {
    const example = exampleOf(text, this.#field).slice(0, LONGEST_EXAMPLE);
    if (!this.#examples.includes(example)) this.#examples.push(example);
  }
}

function exampleOf(text: string, field: Field | null): string {
  if (field === 'phone') return coverPhone(text);
  if (field !== null && personalFields.has(field)) return coverName(text);
  if (field === 'uscc') return text;
  return coverIdentities(coverMobiles(text));
}

/** A value that can be given a meaning and tells of no person: of another column, that was chosen by mistake. */
function isShowable(text: string): boolean {
  return text.length <= LONGEST_VALUE && coverIdentities(coverMobiles(text)) === text;
}
