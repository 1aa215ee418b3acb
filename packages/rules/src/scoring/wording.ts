import type { Comparison, Threshold } from '../scheme/criterion.ts';
import { decimalOf, type Decimal } from '../scheme/decimal.ts';
import { UNLIMITED } from './kinds/occurrences.ts';
import { MILLI, type Amount } from './points.ts';
import type { Rule } from './rule.ts';
import type { ItemScoring } from './types.ts';

/** Chinese titles of what a rule mentions by id. */
export interface ScoringWords {
  class(id: string): string;
  kind(id: string): string;
  parameter(id: string): string;
  track(id: string): string;
  level(id: string): string;
  /** What a part of an item asks. */
  part(id: string): string;
}

/** A scoring rule in Chinese, as shown beside an item's points. */
export function ruleText(rule: Rule, words: ScoringWords): string {
  const points = (amount: Amount) => amountText(amount, words);
  const otherwise = (amount: Amount) => (isNothing(amount) ? '其余不得分' : `其余得${points(amount)}`);
  switch (rule.by) {
    case 'narrative':
      return '只作说明，不计分';
    case 'met':
      return `符合得${points(rule.points)}，${isNothing(rule.otherwise) ? '不符合不得分' : `不符合得${points(rule.otherwise)}`}`;
    case 'threshold':
      return `${comparisonText(rule.comparison, words)}得${points(rule.points)}，${otherwise(rule.otherwise)}`;
    case 'tiers': {
      const tiers = rule.tiers.map((tier) => `${comparisonText(tier.comparison, words)}得${points(tier.points)}`);
      return `分档：${tiers.join('；')}；${otherwise(rule.otherwise)}`;
    }
    case 'linear': {
      const side = rule.side === 'below' ? '每低' : '每高';
      const counted = { whole: '不足一个单位不计', started: '不足一个单位按一个计', exact: '不足一个单位按比例计' };
      const start = `基准${thresholdText(rule.target, words)}，从${points(rule.start)}起`;
      return `${start}，${side}${rule.per.text}${changeText(rule.step, words)}（${counted[rule.count]}），最低${points(rule.floor)}，最高${points(rule.points)}`;
    }
    case 'occurrences': {
      const unlimited = rule.cap.by === 'all' && rule.cap.milli >= UNLIMITED;
      const most = unlimited ? '不封顶' : `最高${points(rule.cap)}`;
      return `从${points(rule.start)}起，每次${changeText(rule.each, words)}，最低${points(rule.floor)}，${most}`;
    }
    case 'judgement':
      return `由人在${points(rule.from)}至${points(rule.to)}之间评分，最小分差${milliText(rule.step)}`;
    case 'rank': {
      const peers = { class: '同类', kind: '同组织类型', parent: '同一上级' };
      const among = rule.among.length === 0 ? '全体' : rule.among.map((key) => peers[key]).join('、');
      const places = rule.ranks.map(({ to, points: given }) => `前${placeText(to)}得${points(given)}`);
      return `在${among}中按${rule.order === 'high' ? '由高到低' : '由低到高'}排名，${places.join('，')}，${otherwise(rule.otherwise)}`;
    }
    case 'below': {
      const scope = `${rule.scope === 'children' ? '直接下级' : '全部下级'}${rule.sampled ? '中被抽查的' : ''}`;
      const who = `${scope}${rule.tracks.map((id) => words.track(id)).join('、')}`;
      const what =
        rule.take === 'mean'
          ? `平均分的${rule.weight.text}`
          : `总分达到${milliText(rule.bar)}的比例乘以${points(rule.points)}`;
      return `取${who}${what}，最高${points(rule.points)}`;
    }
    case 'parts': {
      const parts = rule.parts.map((part) => `${words.part(part.id)}（${ruleText(part.rule, words)}）`);
      return `分项相加，最高${points(rule.points)}：${parts.join('；')}`;
    }
  }
}

/** What hangs on an item beside its points: gates, vetoes, levels, what it costs the superior union. */
export function effectTexts(scoring: ItemScoring, words: ScoringWords): readonly string[] {
  const { gate, veto, excludes, clawback, level } = scoring;
  const back = veto?.lookBackMonths === undefined ? '' : `，追溯${veto.lookBackMonths}个月`;
  const effect =
    veto?.effect.kind === 'zero'
      ? '总分记零分'
      : veto?.effect.kind === 'at_most'
        ? `最高只能评为${words.level(veto.effect.level)}`
        : '不评等次';
  return [
    ...(scoring.zeroIf.length > 0 ? ['另有使本项记零分的情形'] : []),
    ...(gate ? ['必备条件：不符合的不评等次'] : []),
    ...(veto ? [`一票否决${back}：不符合的${effect}`] : []),
    ...(excludes.length > 0 ? [`不符合的取消${excludes.map((id) => words.level(id)).join('、')}资格`] : []),
    ...(level === undefined ? [] : [`评${words.level(level)}须符合`]),
    ...(clawback
      ? [`每有一家不符合，扣其直接上级${milliText(clawback.points)}，最多扣${milliText(clawback.cap)}`]
      : []),
  ];
}

function milliText(milli: number): string {
  return `${decimalOf(milli / MILLI)?.text ?? milli / MILLI}分`;
}

function amountText(amount: Amount, words: ScoringWords): string {
  if (amount.by === 'all') return milliText(amount.milli);
  const title = (id: string) => (amount.by === 'class' ? words.class(id) : words.kind(id));
  const cells = Object.entries(amount.cells).map(
    ([id, milli]) => `${title(id)}${milli === null ? '不考核' : milliText(milli)}`,
  );
  return `（${cells.join('、')}）`;
}

/** 加 or, where nothing is added, 扣. */
function changeText(amount: Amount, words: ScoringWords): string {
  const falls =
    amount.by === 'all' ? amount.milli < 0 : Object.values(amount.cells).every((milli) => (milli ?? 0) <= 0);
  if (!falls) return `加${amountText(amount, words)}`;
  const negated = (milli: number | null) => (milli === null ? null : -milli);
  if (amount.by === 'all') return `扣${milliText(-amount.milli)}`;
  const cells = Object.fromEntries(Object.entries(amount.cells).map(([id, milli]) => [id, negated(milli)]));
  return `扣${amountText({ by: amount.by, cells }, words)}`;
}

function isNothing(amount: Amount): boolean {
  return amount.by === 'all' && amount.milli === 0;
}

function placeText(to: Decimal): string {
  return to.text.endsWith('%') ? to.text : `${to.text}名`;
}

function thresholdText(threshold: Threshold, words: ScoringWords): string {
  return threshold.kind === 'decimal' ? threshold.text : `「${words.parameter(threshold.parameter)}」`;
}

function comparisonText(comparison: Comparison, words: ScoringWords): string {
  const { atLeast, atMost, moreThan, lessThan, equals, oneOf } = comparison;
  const told = (word: string, threshold: Threshold | undefined) =>
    threshold ? [word + thresholdText(threshold, words)] : [];
  const texts = [
    ...told('不低于', atLeast),
    ...told('不多于', atMost),
    ...told('高于', moreThan),
    ...told('低于', lessThan),
    ...told('等于', equals),
    ...(oneOf ? [`为${oneOf.map((one) => thresholdText(one, words)).join('或')}`] : []),
  ];
  return texts.length === 0 ? '其他情形' : texts.join('且');
}
