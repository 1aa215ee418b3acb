import { foldCapitals, isOrganisationCode, isUscc } from '@jianjia/codes';
import { type ColumnProfile, type Field, personalFields } from '../../contract/index.ts';
import { coverIdentities, coverMobiles, coverName, coverPhone } from '../reading/covering.ts';
import { readCount, readDay, readIndustryCode } from '../reading/values.ts';
import { Distinct } from './distinct.ts';

const EXAMPLES = 3;
const LONGEST_EXAMPLE = 60;

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
    };
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
