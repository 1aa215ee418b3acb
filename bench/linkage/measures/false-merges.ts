import type { Registers } from '../generator/registers.ts';
import { readRegister, type PlainRecord } from '../peers/read-register.ts';
import type { Answers } from './answers.ts';
import { numberOf, type Truth } from './truth.ts';

/** What two firms taken for one are to each other. */
export type Confusion = 'parent' | 'sister' | 'group' | 'namesake' | 'other';

/** What the two firms of a wrong answer are to each other. */
export function confusionOf(truth: Truth, a: number, b: number): Confusion {
  const { owners } = truth;
  if (owners.a.family[a] === owners.b.family[b]) {
    const roles = [truth.role('a', a), truth.role('b', b)];
    const parts = roles.filter((role) => role === 'branch' || role === 'shop').length;
    if (parts === 2) return 'sister';
    return parts === 1 ? 'parent' : 'group';
  }
  const brand = owners.a.brand[a];
  return brand !== '' && brand === owners.b.brand[b] ? 'namesake' : 'other';
}

/** The rows of some answers, read again from the files. */
export async function rowsOf(
  files: Registers,
  wanted: { readonly a: ReadonlySet<number>; readonly b: ReadonlySet<number> },
): Promise<{ readonly a: Map<number, PlainRecord>; readonly b: Map<number, PlainRecord> }> {
  const rows = { a: new Map<number, PlainRecord>(), b: new Map<number, PlainRecord>() };
  for (const register of ['a', 'b'] as const) {
    await readRegister(files[register], (record) => {
      const number = numberOf(record.id);
      if (wanted[register].has(number)) rows[register].set(number, record);
    });
  }
  return rows;
}

/**
 * The answers from 0.01 on that are two firms and that nobody could tell to be two: their names are the same to the
 * letter (width, spaces and case aside), and no column both fill says anything else. They are counted, not charged.
 */
export async function undecidableAnswers(
  files: Registers,
  truth: Truth,
  answers: Answers,
): Promise<ReadonlySet<number>> {
  const wrong: number[] = [];
  for (const [index, probability] of answers.probability.entries()) {
    if (probability >= 0.01 && truth.indexOf(answers.a[index] ?? 0, answers.b[index] ?? 0) < 0) wrong.push(index);
  }
  const a = new Set(wrong.map((index) => answers.a[index] ?? 0));
  const b = new Set(wrong.map((index) => answers.b[index] ?? 0));
  const rows = await rowsOf(files, { a, b });
  return new Set(
    wrong.filter((index) => {
      const left = rows.a.get(answers.a[index] ?? 0);
      const right = rows.b.get(answers.b[index] ?? 0);
      return left !== undefined && right !== undefined && saysNothingElse(left, right);
    }),
  );
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase();

function saysNothingElse(left: PlainRecord, right: PlainRecord): boolean {
  const same = (a: string, b: string): boolean => a === '' || b === '' || plain(a) === plain(b);
  return (
    plain(left.name) === plain(right.name) &&
    same(left.uscc, right.uscc) &&
    same(left.division, right.division) &&
    same(left.address, right.address)
  );
}
