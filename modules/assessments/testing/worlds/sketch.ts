import { usccCheckCharacter } from '@jianjia/codes';
import { addDays, addMonths, addYears, yearOf } from '../oracle/days.ts';
import type { ParameterSet, Row, World } from '../oracle/house.ts';
import type { Random } from './random.ts';

/** A world in the making: rows by register, running numbers, and days that like to fall on the edges of t. */
export class Sketch {
  readonly random: Random;
  readonly t: string;
  /** In some worlds the certificates are in order everywhere, so that «100 %» is reached too. */
  readonly exemplary: boolean;
  private readonly tables = new Map<string, Row[]>();
  private running = 0;

  constructor(random: Random, t: string) {
    this.random = random;
    this.t = t;
    this.exemplary = random.chance(0.25);
  }

  add(register: string, row: Row): void {
    const rows = this.tables.get(register) ?? [];
    rows.push(row);
    this.tables.set(register, rows);
  }

  rows(register: string): readonly Row[] {
    return this.tables.get(register) ?? [];
  }

  number(prefix: string): string {
    return `${prefix}${++this.running}`;
  }

  uscc(): string {
    const body = `91150100${String(++this.running).padStart(9, '0')}`;
    return body + (usccCheckCharacter(body) ?? '');
  }

  /** A day not after t, mostly of t's year, often on an edge. */
  past(): string {
    return this.upTo(this.random.pick([...this.edges(), ...this.edges(), this.anyDay(), this.anyDay()]));
  }

  /** Any day around t, also after it. */
  around(): string {
    return this.random.pick([...this.edges(), addDays(this.t, 1), addDays(this.t, 40), this.anyDay()]);
  }

  /** A day for an end: empty, long ago, on t, the day after, later. */
  end(start: string): string {
    const chosen = this.random.pick(['', '', '', this.t, addDays(this.t, -1), addDays(this.t, 1), addYears(this.t, 1)]);
    return chosen === '' || chosen >= start ? chosen : this.t;
  }

  /** The day whose anniversary after `years` is t, or the day before or after it. */
  yearsBefore(years: number): string {
    const day = addYears(this.t, -years);
    return this.random.pick([day, day, addDays(day, -1), addDays(day, 1)]);
  }

  private edges(): readonly string[] {
    const year = yearOf(this.t);
    return [
      this.t,
      addDays(this.t, -1),
      `${year}-01-01`,
      `${year - 1}-12-31`,
      `${this.t.slice(0, 8)}01`,
      addMonths(this.t, -6),
      addDays(addMonths(this.t, -6), 1),
      addYears(this.t, -1),
      addDays(addYears(this.t, -1), 1),
      '2020-02-29',
    ];
  }

  private anyDay(): string {
    return addDays(this.t, -this.random.whole(0, 900));
  }

  private upTo(day: string): string {
    return day > this.t ? this.t : day;
  }

  finish(
    parameters: readonly ParameterSet[],
    divisions: ReadonlyMap<string, string>,
    industries: ReadonlyMap<string, string>,
  ): World {
    return { registers: Object.fromEntries(this.tables), parameters, divisions, industries };
  }
}
