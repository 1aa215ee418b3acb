import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import {
  Count,
  CoverageShape,
  ItemKindShape,
  KindCountsShape,
  ReasonShape,
  SchemeHeadShape,
  SchemeId,
  SentenceStateShape,
  TrackShape,
} from './shapes.ts';
import { ThresholdShape } from './thresholds.ts';

/*
 * Schemes are public documents of the cities that issued them: whoever is signed in may read them, whatever the account
 * may see of unions. Hence access `session` and no permission.
 */

const CardShape = SchemeHeadShape.extend({
  tracks: z.array(TrackShape).readonly(),
  kinds: KindCountsShape,
  coverage: CoverageShape,
});

/** A stretch of a sentence in which nothing changes: the same items quote it, or the same reason sets it aside. */
const PieceShape = z.object({
  text: z.string(),
  /** Positions in the list of items. */
  items: z.array(Count).readonly(),
  /** Why it need not be quoted; only where no item quotes it. */
  because: ReasonShape.nullable(),
  /** Quoted by nothing although it says something. */
  open: z.boolean(),
  /** A printed heading ends here, within the sentence. */
  breaks: z.boolean(),
});

const SentenceShape = z.object({
  /** Line of the source, counted from 1. */
  line: Count,
  state: SentenceStateShape,
  /** Rank of the heading, 0 the highest; null where it is none. */
  heading: Count.nullable(),
  /** Begins a paragraph. */
  paragraph: z.boolean(),
  pieces: z.array(PieceShape).readonly(),
});

const ItemShape = z.object({
  /** `track.item`; unique within the scheme. */
  id: z.string(),
  track: z.string(),
  kind: ItemKindShape,
  at: z.string(),
  quote: z.string(),
  /** What it is or asks, one line of Chinese: «职工入会率不低于98%», «工作程序：申报». */
  says: z.string(),
  mandatory: z.boolean(),
  condition: z.string().nullable(),
  /** Positions of the sentences it quotes, in order. */
  sentences: z.array(Count).readonly(),
});

const MeasureShape = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  /** The formula in Chinese. */
  formula: z.string(),
  note: z.string().nullable(),
});

const ItemDetailShape = ItemShape.extend({
  scheme: SchemeHeadShape,
  track_title: z.string(),
  line: Count,
  /** How the parts combine: `all` of them, `any` of them, one alone, or a person judges. */
  combined: z.enum(['alone', 'all', 'any', 'judged']).nullable(),
  parts: z
    .array(
      z.object({
        measure: MeasureShape,
        asks: z.string(),
        thresholds: z.array(ThresholdShape).readonly(),
        /** Other schemes that hold something against the same measure. */
        also_in: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  /** Measures shown beside a person's judgement. */
  evidence: z.array(MeasureShape).readonly(),
  ruling: z.string().nullable(),
  note: z.string().nullable(),
  /** What it counts for on the scoring sheet; null where it counts for nothing. */
  points: z.object({ rule: z.string().nullable(), effects: z.array(z.string()).readonly() }).nullable(),
});

/** The schemes in use, each with what is in it and how much of its source is quoted. */
export const listDocuments = endpoint({
  id: 'schemes.listDocuments',
  method: 'GET',
  path: '/api/schemes/documents',
  summary: '在用标准的原文一览：适用对象、条目数、引用覆盖情况。',
  access: 'session',
  answer: z.array(CardShape).readonly(),
});

/** A scheme's source, sentence by sentence, with the items that quote each. */
export const showDocument = endpoint({
  id: 'schemes.showDocument',
  method: 'GET',
  path: '/api/schemes/:scheme/document',
  summary: '一个标准的原文，逐句列出引用它的条目，没有引用的写明原因。',
  access: 'session',
  params: z.object({ scheme: SchemeId }),
  answer: CardShape.extend({
    sentences: z.array(SentenceShape).readonly(),
    items: z.array(ItemShape).readonly(),
  }),
});

/** One item in full. */
export const showItem = endpoint({
  id: 'schemes.showItem',
  method: 'GET',
  path: '/api/schemes/:scheme/items/:item',
  summary: '标准的一个条目：要求、前提、公式、裁定和说明。',
  access: 'session',
  params: z.object({ scheme: SchemeId, item: z.string().max(300) }),
  answer: ItemDetailShape,
});

export type SchemeCard = z.output<typeof CardShape>;
export type SchemeDocument = z.output<typeof showDocument.answer>;
export type DocumentSentence = z.output<typeof SentenceShape>;
export type DocumentPiece = z.output<typeof PieceShape>;
export type DocumentItem = z.output<typeof ItemShape>;
export type ItemDetail = z.output<typeof ItemDetailShape>;
