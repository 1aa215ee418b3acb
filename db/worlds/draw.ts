import { addMonths, fromDays } from '@jianjia/kernel';
import type { Body } from './bodies.ts';
import { Random } from './random.ts';

/** One record in the exchange format: column id → text; a column left out is empty. */
export type Row = Readonly<Record<string, string>>;

export const clamp = (value: number): number => Math.min(1, Math.max(0.05, value));
export const yes = (value: boolean): string => (value ? '是' : '否');
export const yuan = (value: number): string => value.toFixed(2);
/** A day as text, empty when there is none. */
export const day = (days: number | null): string => (days === null ? '' : fromDays(days));
export const addYears = (days: number, years: number): number => addMonths(days, years * 12);

/** First day of the calendar year of `t`. */
export function yearStart(t: number): number {
  return Date.UTC(yearOf(t), 0, 1) / 86_400_000;
}

export function yearOf(t: number): number {
  return new Date(t * 86_400_000).getUTCFullYear();
}

/** Draws the records of one union in one register; nothing drawn here moves what is drawn elsewhere. */
export class Draw extends Random {
  readonly body: Body;
  readonly t: number;
  /** Whether the union keeps this register at all. */
  readonly kept: boolean;
  private numbers = 0;

  constructor(register: string, seed: number, body: Body, t: number) {
    super(register, seed, body.index);
    this.body = body;
    this.t = t;
    this.kept = body.diligence >= 0.97 || !this.chance((1 - body.diligence) * 0.3);
  }

  /** Whether a thing was done: always by a model union, the less often the harder it is (0.2 easy … 2 hard). */
  does(difficulty: number): boolean {
    return this.chance(1 - (1 - this.body.diligence) * difficulty);
  }

  /** A day of the calendar year of t, not after t. */
  thisYear(): number {
    return this.int(Math.max(yearStart(this.t), this.body.foundedOn), this.t);
  }

  /** A day of the year before, or null when the union was not there yet. */
  lastYear(): number | null {
    const from = addYears(yearStart(this.t), -1);
    const held = this.int(from, yearStart(this.t) - 1);
    return held < this.body.foundedOn ? null : held;
  }

  /** The next record number of this union in this register. */
  number(letter: string): string {
    return `${this.body.code}-${letter}${++this.numbers}`;
  }
}
