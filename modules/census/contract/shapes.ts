import { z } from 'zod';
import {
  codedFields,
  type CodedField,
  deliveryStates,
  departments,
  fields,
  type DeliveryState,
  type Department,
  type Field,
} from './kinds.ts';

export const departmentIds = Object.keys(departments) as [Department, ...Department[]];
export const fieldIds = Object.keys(fields) as [Field, ...Field[]];
const codedIds = Object.keys(codedFields) as [CodedField, ...CodedField[]];
const stateIds = Object.keys(deliveryStates) as [DeliveryState, ...DeliveryState[]];

export const Day = z.iso.date('日期要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-06-30。');
export const Year = z.coerce
  .number('年度要写四位数字。')
  .int('年度要写四位数字。')
  .min(1950, '年度不早于 1950。')
  .max(2200, '年度不晚于 2200。');

/** Longest value of a file that can be given a meaning. */
export const LONGEST_VALUE = 100;
const MOST_VALUES = 1000;

const Meanings = z
  .record(z.string().max(LONGEST_VALUE), z.string().max(40))
  .refine((values) => Object.keys(values).length <= MOST_VALUES, `一栏最多给 ${MOST_VALUES} 个值写明意思。`);

/**
 * What the columns of a file mean: title of the file → field; and values of the file → ours, field by field. A value that
 * means '' is passed over; one that is not there is read as its words are known.
 */
export const MappingShape = z.object({
  columns: z.record(z.string().max(200), z.enum(fieldIds)),
  translations: z.partialRecord(z.enum(codedIds), Meanings).default({}),
});
export type Mapping = z.output<typeof MappingShape>;

/** A value of a column whose values are of a closed list. */
const CodedValueShape = z.object({
  text: z.string(),
  rows: z.int().min(1),
  /** What its words are known for, whatever the mapping says; null for nothing known. */
  known: z.string().nullable(),
});
export type CodedValue = z.output<typeof CodedValueShape>;

/** What one column of a file holds. */
export const ColumnProfileShape = z.object({
  title: z.string(),
  /** What it seems to mean; null for nothing known. */
  field: z.enum(fieldIds).nullable(),
  filled: z.int().min(0),
  /** How many different values; an estimate where `estimated`. */
  distinct: z.int().min(0),
  estimated: z.boolean(),
  /** Values that are no code of their kind, such as credit codes with a wrong check digit. */
  invalid: z.int().min(0),
  longest: z.int().min(0),
  /** At most three; of personal columns covered. */
  examples: z.array(z.string()).readonly(),
  /** Of a column whose values are of a closed list: the values, the most frequent first; at most 200. */
  values: z.array(CodedValueShape).readonly().optional(),
});
export type ColumnProfile = z.output<typeof ColumnProfileShape>;

/** Something wrong with a file. `refuse`: it cannot be applied. `ask`: it can, once a person has said so. */
export const FaultShape = z.object({
  code: z.string(),
  weight: z.enum(['refuse', 'ask', 'note']),
  sentence: z.string(),
  /** The first lines it is seen in. */
  lines: z.array(z.int()).readonly(),
  count: z.int().min(0),
});
export type Fault = z.output<typeof FaultShape>;

export const SourceShape = z.object({
  source_id: z.string(),
  /** The federation that takes it in. */
  union: z.string(),
  union_name: z.string(),
  department: z.enum(departmentIds),
  title: z.string(),
  deliveries: z.int().min(0),
  /** The day of the newest delivery that is in the list. */
  newest: z.string().nullable(),
  can: z.object({ write: z.boolean() }),
});
export type Source = z.output<typeof SourceShape>;

/** What applying a delivery came to, in rows and employers. */
export const OutcomeShape = z.object({
  records: z.int().min(0),
  /** Rows without a name, or otherwise not usable. */
  skipped: z.int().min(0),
  /** Rows outside the place of the federation: kept, not in the list. */
  outside: z.int().min(0),
  employers_new: z.int().min(0),
  employers_met: z.int().min(0),
  doubtful: z.int().min(0),
  merged: z.int().min(0),
});
export type Outcome = z.output<typeof OutcomeShape>;

export const DeliveryShape = z.object({
  delivery_id: z.string(),
  source_id: z.string(),
  source: z.string(),
  department: z.enum(departmentIds),
  union_name: z.string(),
  year: z.int(),
  file_name: z.string(),
  sha256: z.string(),
  as_of: z.string(),
  status: z.enum(stateIds),
  /** Long work that stopped saying how far it is. */
  interrupted: z.boolean(),
  done: z.int().min(0),
  total: z.int().min(0),
  rows: z.int().min(0),
  outcome: OutcomeShape.nullable(),
  received_by: z.string(),
  received_at: z.string(),
  applied_at: z.string().nullable(),
  withdrawn_at: z.string().nullable(),
});
export type Delivery = z.output<typeof DeliveryShape>;

/** A delivery with everything that is known of its file. */
/** What a delivery holds for an area: a prefecture, or a province where a row says no more. */
const DeliveryPartShape = z.object({
  code: z.string(),
  name: z.string(),
  /** Rows. */
  records: z.number(),
  in_list: z.boolean(),
});
export type DeliveryPart = z.output<typeof DeliveryPartShape>;

export const WholeDeliveryShape = DeliveryShape.extend({
  header: z.array(z.string()).readonly(),
  profile: z.array(ColumnProfileShape).readonly(),
  faults: z.array(FaultShape).readonly(),
  /** Confirmed for this source and year, or suggested from last year's and from the titles. */
  mapping: MappingShape,
  mapping_from: z.enum(['confirmed', 'last_year', 'titles']),
  /** By area, the largest first; empty until it is read for the list. */
  parts: z.array(DeliveryPartShape).readonly(),
  can: z.object({ apply: z.boolean(), discard: z.boolean(), withdraw: z.boolean() }),
});
export type WholeDelivery = z.output<typeof WholeDeliveryShape>;

/** Why something is taken out of the list again. */
export const WithdrawReason = z
  .string()
  .trim()
  .min(2, '请写明撤回的理由，至少 2 个字。')
  .max(500, '理由最多 500 个字。');
