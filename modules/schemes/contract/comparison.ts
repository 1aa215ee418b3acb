import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { Count, SchemeId } from './shapes.ts';
import { ThresholdShape } from './thresholds.ts';

/** What is laid side by side: schemes, or the tracks of one scheme. */
const SideShape = z.object({
  /** `scheme`, or `scheme.track`. */
  id: z.string(),
  scheme: z.string(),
  track: z.string().nullable(),
  title: z.string(),
  issuer: z.string(),
});

/** One item that holds something against the measure. */
const UseShape = z.object({
  side: z.string(),
  scheme: z.string(),
  track: z.string(),
  track_title: z.string(),
  /** `track.item` */
  item: z.string(),
  at: z.string(),
  line: Count,
  quote: z.string(),
  mandatory: z.boolean(),
  condition: z.string().nullable(),
  /** Whether the measure stands alone in its item, or with others of which all or any must hold. */
  combined: z.enum(['alone', 'all', 'any']),
  asks: z.string(),
  /** Empty: the measure itself says yes or no. */
  thresholds: z.array(ThresholdShape).readonly(),
});

const MeasureHeadShape = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  kind: z.enum(['ratio', 'number', 'yesno']),
});

const RowShape = z.object({
  measure: MeasureHeadShape,
  /** In which the sides differ; empty: all that use it ask the same. */
  differs_in: z.array(z.enum(['threshold', 'mandatory', 'condition'])).readonly(),
  uses: z.array(UseShape).readonly(),
});

const OnlyShape = z.object({
  side: z.string(),
  measures: z
    .array(
      z.object({
        measure: MeasureHeadShape,
        asks: z.array(z.string()).readonly(),
        /** The first item that asks it. */
        item: z.string(),
      }),
    )
    .readonly(),
});

/** What schemes ask of the same measure. */
export const compareSchemes = endpoint({
  id: 'schemes.compareSchemes',
  method: 'GET',
  path: '/api/comparison',
  summary: '几个标准对同一指标的要求比较；只选一个标准时，比较它的各类适用对象。',
  // As in browse.ts: the schemes are public documents.
  access: 'session',
  query: z.object({
    /** Ids separated by commas; none: all. */
    schemes: z.string().max(1000).optional(),
    measure: SchemeId.max(300).optional(),
  }),
  answer: z.object({
    /** Everything that can be chosen. */
    schemes: z.array(z.object({ id: z.string(), title: z.string(), issuer: z.string() })).readonly(),
    sides: z.array(SideShape).readonly(),
    /** Measures that at least two sides use; with `measure`, that one, whoever uses it. */
    measures: z.array(RowShape).readonly(),
    /** Measures that one side alone uses; empty with `measure`. */
    only: z.array(OnlyShape).readonly(),
  }),
});

export type Comparison = z.output<typeof compareSchemes.answer>;
export type ComparisonRow = z.output<typeof RowShape>;
export type ComparisonUse = z.output<typeof UseShape>;
export type ComparisonSide = z.output<typeof SideShape>;
