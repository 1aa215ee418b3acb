import type { ExplainedFact, ExplainedMeasure, Explanation } from '@jianjia/assessments/contract';
import { table } from '../console/table.ts';
import { visible } from '../console/text.ts';
import { numberText, rangeText, valueText, verdictText } from './words.ts';

/** Why a union got a verdict, for a person: clause, what is asked, numbers, formula, and the records behind them. */
export function* explanationText(told: Explanation): Generator<string> {
  const { outcome } = told;
  yield `${verdictText(outcome.verdict)}　${visible(told.union.name)}（${told.union.code}）　评定日 ${told.asOf}\n\n`;
  const facts: [string, string | null][] = [
    ['标准', `${told.scheme.title}（${told.scheme.issuer}，第 ${told.scheme.version} 版）· ${told.track.title}`],
    ['指标', `${told.indicator}${told.mandatory ? '' : '（非必达）'}`],
    ['条款', `${told.at}“${told.clause}”`],
    ['要求', told.asks.length > 0 ? told.asks.join('；') : '由人评定'],
    ['前提', told.condition],
    ['实际', outcome.value === null ? null : valueText(outcome)],
    ['缺少', told.missing.length > 0 ? told.missing.map(({ title, id }) => `${title}（${id}）`).join('、') : null],
    ['原因', outcome.because],
    [
      '评定',
      told.judgement && `${told.judgement.on} ${visible(told.judgement.judge)}：${visible(told.judgement.reason)}`,
    ],
    ['裁定', told.ruling],
    ['说明', told.note],
    ...scoreFacts(told.score),
  ];
  for (const [title, text] of facts) if (text !== null) yield `${title}　${text}\n`;
  for (const measure of told.measures) yield* measureText(measure);
}

/** The item's points and rule, and the union's total and level. */
function scoreFacts(score: Explanation['score']): [string, string | null][] {
  if (!score) return [];
  const level = score.level ?? '未达到等次';
  const open = score.possible === score.level ? '' : `，资料补齐后最高可能为${score.possible ?? '未达到等次'}`;
  return [
    ['得分', score.points && `${rangeText(score.points)}分${score.section === null ? '' : `，计入“${score.section}”`}`],
    ['计分', score.rule],
    ['另外', score.effects.length > 0 ? score.effects.join('；') : null],
    [
      '总分',
      `${rangeText(score.total)}分（满分 ${score.full}）${score.class === null ? '' : ` · ${score.class}`} · ${level}${open}`,
    ],
  ];
}

function* measureText(measure: ExplainedMeasure): Generator<string> {
  yield `\n${measure.evidence ? '参考' : '计算'}　${measure.title}：${measure.known ? measuredText(measure) : '资料不足'}\n`;
  yield `　　公式　${measure.formula}\n`;
  if (measure.because !== null) yield `　　原因　${measure.because}\n`;
  if (measure.note !== null) yield `　　说明　${measure.note}\n`;
  for (const fact of measure.facts) yield* factText(fact);
}

/** Only a rate has a numerator and a denominator worth showing. */
function measuredText(measure: ExplainedMeasure): string {
  return valueText(measure.unit === '%' ? measure : { ...measure, numerator: null, denominator: null });
}

function* factText(fact: ExplainedFact): Generator<string> {
  const { rows } = fact;
  const value = fact.value === null ? '—' : numberText(fact.value, null);
  const listed = rows.shown.length < rows.total ? `，列出前 ${rows.shown.length} 条` : '';
  yield `　　${fact.title} = ${value}　${rows.registerTitle}（${rows.register}）${rows.total} 条${listed}\n`;
  if (rows.shown.length === 0) return;
  const titles = [...new Set(rows.shown.flatMap((row) => Object.keys(row.columns)))];
  yield table(
    [{ title: '记录' }, ...titles.map((title) => ({ title }))],
    rows.shown.map((row) => [row.key, ...titles.map((title) => row.columns[title] ?? '')]),
  );
}
