import type { Decimal } from './decimal.ts';
import type { Criterion } from './criterion.ts';
import type { ItemScoring, TrackScoring } from '../scoring/types.ts';

/** Where something stands in a file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong in a scheme file: a Chinese sentence and, where there is one, a suggestion. */
export interface SchemeError extends Place {
  /** YAML path, e.g. `items.3.at_least`. */
  readonly path: string;
  readonly sentence: string;
  readonly suggestion?: string | undefined;
}

interface ItemBase {
  /** kebab-case, unique within its file. */
  readonly id: string;
  /** Place in the document, `附件6/六/1`. */
  readonly at: string;
  /** The printed words, exactly; white space does not count. */
  readonly quote: string;
  /** false where the text says 可以, 鼓励, 原则上 …. */
  readonly mandatory: boolean;
  /** Condition (expression language); where it does not hold the item is not applicable. */
  readonly when?: string | undefined;
  /** Key of the scheme's rulings, or a sentence. */
  readonly ruling?: string | undefined;
  readonly note?: string | undefined;
  readonly place: Place;
}

/** Judged from registers, or by a person. Only indicators can score. */
export interface Indicator extends ItemBase {
  readonly as: 'indicator';
  readonly criterion: Criterion;
  readonly scoring?: ItemScoring | undefined;
}

export interface Procedure extends ItemBase {
  readonly as: 'procedure';
  readonly stage: Stage;
}

export interface RegisterKept extends ItemBase {
  readonly as: 'register';
  readonly keptIn: readonly string[];
}

export interface Mechanism extends ItemBase {
  readonly as: 'mechanism';
  readonly offeredBy: string;
}

export interface Constraint extends ItemBase {
  readonly as: 'constraint';
  readonly on: ConstraintSubject;
}

export type Item = Indicator | Procedure | RegisterKept | Mechanism | Constraint;

export const itemKinds = ['indicator', 'procedure', 'register', 'mechanism', 'constraint'] as const;

export const stages = [
  'plan',
  'apply',
  'self_check',
  'inspect',
  'accept',
  'title',
  'subsidy',
  'commend',
  'recheck',
  'publicity',
  'report',
  'train',
  'survey',
  'organise',
] as const;
export type Stage = (typeof stages)[number];

export const constraintSubjects = ['programme', 'inspection', 'unions', 'data', 'funds', 'federation'] as const;
export type ConstraintSubject = (typeof constraintSubjects)[number];

export const remainingReasons = ['preamble', 'ideology', 'heading', 'boilerplate', 'closing'] as const;
export type RemainingReason = (typeof remainingReasons)[number];

/** A value set by the superior union, e.g. 集体合同签订率上级考核要求; unset it is unknown and named. */
export interface Parameter {
  readonly id: string;
  readonly title: string;
  readonly unit?: string | undefined;
  /** Values printed in the scheme itself, oldest first; what a superior union sets overrides them. */
  readonly values: readonly ParameterValue[];
}

/** Good from `from` on (inclusive) until the next value, or until `until` (inclusive). Days are `YYYY-MM-DD`. */
export interface ParameterValue {
  readonly from: string;
  readonly until?: string | undefined;
  readonly value: Decimal;
}

/** Text that no item quotes, with the reason why it need not. */
export interface Remaining {
  readonly quote: string;
  readonly because: RemainingReason;
  readonly place: Place;
}

/** One standard of a scheme: which unions it fits, and its items. */
export interface Track {
  readonly id: string;
  readonly title: string;
  /** File name inside the scheme's folder. */
  readonly file: string;
  /** Expression over the union's columns and `t`. */
  readonly fits: string;
  readonly items: readonly Item[];
  readonly scoring?: TrackScoring | undefined;
  readonly place: Place;
}

export interface Scheme {
  readonly id: string;
  readonly title: string;
  /** The union that issued it. */
  readonly issuer: string;
  readonly division: string;
  readonly version: string;
  readonly issuedOn?: string | undefined;
  /** The source, as printed. */
  readonly source: string;
  readonly tracks: readonly Track[];
  /** Items outside the tracks (programme.yaml). */
  readonly programme: readonly Item[];
  readonly parameters: readonly Parameter[];
  readonly rulings: Readonly<Record<string, string>>;
  readonly remaining: readonly Remaining[];
  /** Files that could not be loaded; the rest of the scheme stands without them. */
  readonly brokenFiles: readonly string[];
}

/** A scheme folder as read by the caller: file name → text, `source.txt` among them. */
export interface SchemeFiles {
  /** Shown in errors before the file name, e.g. `standards/schemes/hohhot`. */
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface FormulaFault {
  readonly sentence: string;
  readonly suggestion?: string | undefined;
}

/** How the loader asks about formulas, which it does not read itself. null: in order. */
export interface FormulaChecks {
  checkMeasure(text: string): FormulaFault | null;
  checkExpression(text: string): FormulaFault | null;
  /** Whether a measure knows the day of its last occurrence, as a look-back needs. Asked of good measures only. */
  checkLookBack?(text: string): FormulaFault | null;
}

export interface LoadedSchemes {
  readonly schemes: readonly Scheme[];
  readonly errors: readonly SchemeError[];
}
