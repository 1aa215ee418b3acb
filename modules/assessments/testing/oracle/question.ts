import type { Answer } from './answers.ts';
import { thisYear } from './days.ts';
import { cell, type House, type Row } from './house.ts';

/** What a measure is asked about. `args`: one list of alternatives per bracketed argument. */
export interface Question {
  readonly house: House;
  readonly union: Row;
  readonly args: readonly (readonly string[])[];
}

export type Measure = (question: Question) => Answer;

/** Rows of a register that belong to a union of the set, dated (by `date`) on or before t. */
export function rowsOf(q: Question, register: string, inside: ReadonlySet<string>, date: string): readonly Row[] {
  return q.house.rows(register).filter((row) => inside.has(cell(row, 'union_code')) && cell(row, date) <= q.house.t);
}

export function ownRows(q: Question, register: string, date: string): readonly Row[] {
  return rowsOf(q, register, q.house.own(q.union), date);
}

export function treeRows(q: Question, register: string, date: string): readonly Row[] {
  return rowsOf(q, register, q.house.subtree(q.union), date);
}

/** Whether a column holds one of the words of the argument. */
export function isOneOf(q: Question, index: number, row: Row, column: string): boolean {
  return (q.args[index] ?? []).includes(cell(row, column));
}

export function inYear(q: Question, row: Row, column: string): boolean {
  return thisYear(cell(row, column), q.house.t);
}
