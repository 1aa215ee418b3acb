import type { DocumentItem, DocumentPiece } from '../../contract/index.ts';

export type ItemKind = DocumentItem['kind'];
type Reason = NonNullable<DocumentPiece['because']>;

/** What kinds of items there are, in words; `means` stands beside them in the legend. */
export const KINDS: Readonly<Record<ItemKind, { readonly word: string; readonly means: string }>> = {
  indicator: { word: '指标', means: '由台账计算或由人评定，给出结论' },
  procedure: { word: '程序', means: '创建工作的步骤，不作评定' },
  register: { word: '台账', means: '要留存的资料，记入哪些台账' },
  mechanism: { word: '机制', means: '要建立的办法，由平台提供' },
  constraint: { word: '约束', means: '对工作方式的要求，不作评定' },
};

export const KIND_ORDER = ['indicator', 'procedure', 'register', 'mechanism', 'constraint'] as const;

/** Why a text need not be quoted. */
export const REASONS: Readonly<Record<Reason, string>> = {
  preamble: '前言',
  ideology: '指导思想',
  heading: '标题',
  boilerplate: '套语',
  closing: '结尾',
};
