import type { CodeTable } from '@jianjia/codes';
import { type IndustryEdition, readIndustryCode } from './industry-code.ts';
import { divisionOf } from './seeds.ts';
import { guess, type Guess, type Reader } from './text-classifier.ts';

/** Below this the classifier says 不确定. */
export const LEAST_CONFIDENCE = 0.6;

export interface IndustryClues {
  /** As the source codes it; null where it does not. */
  readonly code: string | null;
  readonly edition: IndustryEdition;
  readonly name: string;
  /** 经营范围; null where the source has none. */
  readonly scope: string | null;
}

/** The industry of an employer and what it rests on. */
export interface IndustryFinding {
  /** A code of GB/T 4754-2017; null: 不确定. */
  readonly code: string | null;
  /** 0–1; 1 where a source says the code. */
  readonly confidence: number;
  readonly basis: 'code' | 'code_2011' | 'code_ancestor' | 'text' | 'none';
  /** A Chinese sentence without full stop. */
  readonly reason: string;
  /** What decided, where it was the text. */
  readonly words: Guess['words'];
}

/**
 * The industry of an employer: from the code of its source, else from its name and business scope. A code that may be of either
 * edition is read as the text says, and as one of 2017 where the text says nothing.
 */
export function classifyIndustry(table: CodeTable, asked: Reader, clues: IndustryClues): IndustryFinding {
  const readings = clues.code === null ? [] : readIndustryCode(table, clues.code, clues.edition);
  const [first, second] = readings;
  if (!first) return byText(asked, clues);
  const told = second === undefined ? null : guess(asked, textOf(clues));
  const other =
    told !== null && second !== undefined && told.confidence >= LEAST_CONFIDENCE
      ? readings.find(({ code }) => divisionOf(table, code) === told.label)
      : undefined;
  const { code, how } = other ?? first;
  const chosen =
    other && other !== first ? `，名称和经营范围表明是后者（可信度 ${percent(told?.confidence ?? 0)}）` : '';
  const title = `${code} ${table.get(code)?.name ?? ''}`;
  const given = clues.code ?? '';
  const reasons = {
    same: `来源写明行业代码 ${code}`,
    ancestor: `来源的行业代码“${given}”不在 GB/T 4754-2017 中，取最近的上级 ${title}`,
    edition_2011: `来源的行业代码“${given}”是 GB/T 4754-2011 的，对应 2017 版 ${title}${chosen}`,
  };
  const basis = { same: 'code', ancestor: 'code_ancestor', edition_2011: 'code_2011' } as const;
  return { code, confidence: 1, basis: basis[how], reason: reasons[how], words: [] };
}

function byText(asked: Reader, clues: IndustryClues): IndustryFinding {
  const found = guess(asked, textOf(clues));
  if (found === null) {
    return { code: null, confidence: 0, basis: 'none', reason: '没有行业代码，名称里也没有认得的行业用词', words: [] };
  }
  const { label, confidence, words } = found;
  const sure = confidence >= LEAST_CONFIDENCE;
  const told = words.map(({ word }) => `“${word}”`).join('、');
  const reason = sure
    ? `由名称和经营范围判断，依据 ${told}，可信度 ${percent(confidence)}`
    : `不确定：最可能是 ${label}，可信度只有 ${percent(confidence)}，依据 ${told}`;
  return { code: sure ? label : null, confidence, basis: 'text', reason, words };
}

/** The scope begins with what an enterprise mainly does; what follows is mostly boilerplate. */
const SCOPE_LENGTH = 120;

function textOf({ name, scope }: IndustryClues): string {
  return `${name} ${(scope ?? '').slice(0, SCOPE_LENGTH)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
