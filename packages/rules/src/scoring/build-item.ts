import {
  buildComparison,
  buildCriterion,
  buildMeasure,
  checkThresholds,
  type ItemContext,
} from '../scheme/build-criterion.ts';
import { parseDecimal } from '../scheme/decimal.ts';
import { errorAt } from '../scheme/faults.ts';
import { buildBelow } from './kinds/below.ts';
import { buildJudgement } from './kinds/judgement.ts';
import { buildLinear } from './kinds/linear.ts';
import { buildMet } from './kinds/met.ts';
import { buildOccurrences } from './kinds/occurrences.ts';
import { buildRank } from './kinds/rank.ts';
import { buildThreshold } from './kinds/threshold.ts';
import { buildTiers } from './kinds/tiers.ts';
import { fixed } from './points.ts';
import type { Rule, SimpleRule } from './rule.ts';
import type { ExampleInputYaml, ItemScoringYaml, RuleExampleYaml, ScoreYaml } from './shape.ts';
import type { ExampleInput, ExpectedPoints, ItemScoring, RuleExample, Veto } from './types.ts';

type Path = readonly PropertyKey[];

/** Whether an item says anything about scoring, gates, vetoes or levels. */
export function scores(yaml: ItemScoringYaml): boolean {
  return [yaml.section, yaml.score, yaml.gate, yaml.veto, yaml.excludes, yaml.clawback, yaml.level].some(
    (key) => key !== undefined,
  );
}

/** Builds what an item counts for; faults go to the context. */
export function buildItemScoring(yaml: ItemScoringYaml, path: Path, context: ItemContext): ItemScoring {
  const { score } = yaml;
  const scorePath = [...path, 'score'];
  const rule = score && buildRule(score, scorePath, context);
  if ((score !== undefined) !== (yaml.section !== undefined) && score?.by !== 'narrative') {
    const sentence = score
      ? '有 score 的条目须写明计入哪一部分（section）。'
      : '写了 section 就须写明如何得分（score）。';
    context.errors.push(errorAt(context.yaml, path, sentence));
  }
  const examples = score?.examples ?? [];
  if (score && score.by !== 'narrative' && examples.length < 2) {
    context.errors.push(errorAt(context.yaml, scorePath, '每条评分规则至少要有两个算例（examples）。', EXAMPLE_HINT));
  }
  return {
    section: yaml.section,
    rule: rule ?? undefined,
    zeroIf: (score?.zero_if ?? []).map((one, index) => buildMeasure(one, [...scorePath, 'zero_if', index], context)),
    gate: yaml.gate ?? false,
    veto: yaml.veto && buildVeto(yaml.veto),
    excludes: yaml.excludes ?? [],
    clawback: yaml.clawback,
    level: yaml.level,
    examples: examples.map((one, index) => buildRuleExample(one, [...scorePath, 'examples', index], context)),
  };
}

const EXAMPLE_HINT = '例如 - { value: 93%, points: 4 }。';

function buildVeto(yaml: NonNullable<ItemScoringYaml['veto']>): Veto {
  const back = yaml.look_back;
  const effect = yaml.effect ?? 'no_level';
  return {
    lookBackMonths: back && ('years' in back ? back.years * 12 : back.months),
    effect: typeof effect === 'string' ? { kind: effect } : { kind: 'at_most', level: effect.at_most },
  };
}

function buildRule(yaml: ScoreYaml, path: Path, context: ItemContext): Rule | null {
  switch (yaml.by) {
    case 'narrative':
      return { by: 'narrative' };
    case 'rank':
      return buildRank({
        by: yaml.by,
        among: yaml.among,
        order: yaml.order,
        ranks: yaml.ranks,
        otherwise: yaml.otherwise,
      });
    case 'below':
      return ruleOr(buildBelow(yaml), path, context);
    case 'parts': {
      const parts = yaml.parts.map((part, index) => {
        const partPath = [...path, 'parts', index];
        const criterion = buildCriterion(part, partPath, context);
        const rule = buildSimple(part.score, [...partPath, 'score'], context);
        return criterion && rule && { id: part.id, criterion, rule };
      });
      const ids = yaml.parts.map((part) => part.id);
      const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
      if (twice >= 0) context.errors.push(errorAt(context.yaml, [...path, 'parts', twice, 'id'], '分项编号重复。'));
      return {
        by: 'parts',
        points: yaml.points,
        floor: yaml.floor ?? fixed(0),
        parts: parts.filter((part) => part !== null),
      };
    }
    default:
      return buildSimple(yaml, path, context);
  }
}

type SimpleYaml = Exclude<ScoreYaml, { by: 'narrative' | 'rank' | 'below' | 'parts' }>;
type BareSimple<Y> = Y extends unknown ? Omit<Y, 'zero_if' | 'examples'> : never;

function buildSimple(yaml: BareSimple<SimpleYaml>, path: Path, context: ItemContext): SimpleRule | null {
  switch (yaml.by) {
    case 'met':
      return buildMet({ by: yaml.by, points: yaml.points, otherwise: yaml.otherwise });
    case 'threshold':
      checkThresholds(yaml, path, context);
      return buildThreshold(yaml, buildComparison(yaml));
    case 'tiers':
      yaml.tiers.forEach((tier, index) => checkThresholds(tier, [...path, 'tiers', index], context));
      return buildTiers(yaml, yaml.tiers.map(buildComparison));
    case 'linear':
      checkThresholds({ at_least: yaml.target }, path, context);
      return ruleOr(buildLinear(yaml), path, context);
    case 'occurrences':
      return buildOccurrences(yaml);
    case 'judgement':
      return ruleOr(buildJudgement(yaml), path, context);
  }
}

function ruleOr<R extends Rule>(rule: R | string, path: Path, context: ItemContext): R | null {
  if (typeof rule !== 'string') return rule;
  context.errors.push(errorAt(context.yaml, path, rule));
  return null;
}

function buildRuleExample(yaml: RuleExampleYaml, path: Path, context: ItemContext): RuleExample {
  if ((yaml.rank === undefined) !== (yaml.of === undefined)) {
    context.errors.push(errorAt(context.yaml, path, '名次 rank 与个数 of 须一并写明。'));
  }
  return {
    input: buildExampleInput(yaml, path, context),
    class: yaml.class,
    kind: yaml.kind,
    rank: yaml.rank !== undefined && yaml.of !== undefined ? { place: yaml.rank, of: yaml.of } : undefined,
    below: yaml.below,
    parameters: yaml.parameters ?? {},
    points: expectedPoints(yaml.points),
  };
}

function expectedPoints(points: RuleExampleYaml['points']): ExpectedPoints {
  if (points === 'not_applicable') return points;
  return typeof points === 'number' ? { low: points, high: points } : { low: points[0], high: points[1] };
}

/** `judged: 4` without a column stands under the key `''`: the column that decides. */
export function buildExampleInput(yaml: ExampleInputYaml, path: Path, context: ItemContext): ExampleInput {
  const { met, judged, zero } = yaml;
  return {
    value: yaml.value === undefined ? undefined : exampleValue(yaml.value, [...path, 'value'], context),
    verdict: met === undefined ? undefined : met === 'unknown' ? 'K' : met === 'not_applicable' ? 'N' : met ? 'M' : 'U',
    judged: judged === undefined ? {} : typeof judged === 'number' ? { '': judged } : judged,
    parts: (yaml.parts ?? []).map((part, index) => buildExampleInput(part, [...path, 'parts', index], context)),
    zero: zero === 'unknown' ? undefined : (zero ?? false),
    last: yaml.last,
  };
}

/** `93%` → 93/100, `7/9` → 7/9, 3 → 3/1; undefined: unknown. */
export function exampleValue(
  value: string | number,
  path: Path,
  context: ItemContext,
): { readonly n: number; readonly d: number } | undefined {
  if (value === 'unknown') return undefined;
  const fraction = /^(\d{1,12})\/(\d{1,12})$/.exec(String(value));
  if (fraction) return { n: Number(fraction[1]), d: Number(fraction[2]) };
  const decimal = parseDecimal(String(value));
  if (decimal) return { n: decimal.p, d: decimal.q };
  context.errors.push(errorAt(context.yaml, path, '此处应为数字、百分数、分数（7/9）或 unknown。'));
  return undefined;
}
