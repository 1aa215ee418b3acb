import type { Measure } from '@jianjia/rules';
import { formatNumber } from './wording.ts';

/** What the values of a measure look like over some unions. */
export interface ValueShape {
  readonly kind: Measure['kind'];
  readonly unit: string;
  /** Whether all of them are whole numbers. */
  readonly whole: boolean;
  readonly q3: number;
  readonly max: number;
}

/** A number that values are held against. */
export interface Mark {
  readonly op: string;
  readonly value: number;
}

/** How values are put into bins: from each edge to the next. */
export interface Bins {
  /** Which end belongs to a bin, so that no bin lies on both sides of a threshold. */
  readonly closed: 'left' | 'right';
  /** Where each bin begins. */
  readonly edges: readonly number[];
  /** Where the last bin ends; null: nowhere. */
  readonly end: number | null;
  readonly labels: readonly string[];
  /** For every mark the bin at whose lower end it stands. */
  readonly marks: readonly (number | null)[];
}

const RATIO_STEP = 0.05;
/** Whole numbers shown one by one. */
const MOST_SINGLE = 22;
const STEPS = 20;

/** Equal bins with every mark on an edge; the first may be narrower, so that they are. */
export function binsOf(shape: ValueShape, marks: readonly Mark[]): Bins {
  if (shape.kind === 'yesno') {
    return { closed: 'left', edges: [0, 1], end: 1, labels: ['否', '是'], marks: marks.map(() => 1) };
  }
  const whole = shape.kind === 'number' && shape.whole && marks.every(({ value }) => Number.isInteger(value));
  const ends = marks.map(({ op, value }) => (whole && isUpper(op) ? value + 1 : value));
  const closed = !whole && marks[0] !== undefined && isUpper(marks[0].op) ? 'right' : 'left';
  const edges = shape.kind === 'ratio' ? ratioEdges(shape, ends, closed) : numberEdges(shape, ends, whole);
  // Of rates above 0 % up to and with 100 % the last bin ends there.
  const end = shape.kind === 'ratio' && !edges.includes(1) ? 1 : null;
  return {
    closed,
    edges,
    end,
    labels: edges.map((edge, index) => labelOf(shape, edge, edges[index + 1] ?? end, whole)),
    marks: ends.map((end) => {
      const index = edges.findIndex((edge) => rounded(edge) === rounded(end));
      return index < 0 ? null : index;
    }),
  };
}

/** A mark that still belongs to what lies below it. */
function isUpper(op: string): boolean {
  return op === '<=' || op === '>';
}

function ratioEdges({ max }: ValueShape, ends: readonly number[], closed: Bins['closed']): readonly number[] {
  const edges = steps(ends[0] ?? 0, RATIO_STEP, 1);
  // From the left 100 % is a bin of its own; from the right it closes the last one, and what is above needs another.
  if (closed === 'left' || max > 1) edges.push(1);
  return withMarks(edges, ends);
}

function numberEdges({ q3, max }: ValueShape, ends: readonly number[], whole: boolean): readonly number[] {
  const highest = Math.max(...ends, 0);
  if (whole && Math.max(max, highest) <= MOST_SINGLE) return steps(0, 1, Math.max(max, highest) + 1);
  // Most values and every mark lie well inside; the few that are far out go into the last bin.
  const span = Math.max(Math.min(max, q3 * 2), highest * 1.5, 1);
  return withMarks(steps(ends[0] ?? 0, niceStep(span / STEPS, whole), span), ends);
}

/** 0, and then every `anchor` ± n·step below the top. */
function steps(anchor: number, step: number, top: number): number[] {
  const edges = [0];
  const first = anchor - Math.floor(rounded(anchor / step)) * step;
  for (let index = 0; ; index++) {
    const edge = rounded(first + index * step);
    if (edge >= rounded(top)) return edges;
    if (edge > 0) edges.push(edge);
  }
}

/** A mark stands on its edge to the last digit: what equals it lies on the side of those that meet it. */
function withMarks(edges: readonly number[], ends: readonly number[]): readonly number[] {
  const exact = new Map(ends.filter((end) => end >= 0).map((end) => [rounded(end), end]));
  return [...new Set([...edges, ...exact.keys()])].toSorted((a, b) => a - b).map((edge) => exact.get(edge) ?? edge);
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function niceStep(least: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= least * (1 - 1e-9)) ?? least;
  return whole ? Math.max(1, Math.round(step)) : step;
}

/** Without the dust of sums of doubles, so that an edge is the same number as the mark on it. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function labelOf({ unit, kind, max }: ValueShape, from: number, to: number | null, whole: boolean): string {
  const text = (value: number) => formatNumber(value, unit);
  if (to === null) return max > from || !(whole || kind === 'ratio') ? `${text(from)}及以上` : text(from);
  if (whole) return to - from === 1 ? text(from) : `${from}–${text(to - 1)}`;
  return `${text(from).replace(/\D+$/, '')}–${text(to)}`;
}
