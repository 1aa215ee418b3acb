import { buildComparison, checkFormula, checkThresholds, type ItemContext } from '../scheme/build-criterion.ts';
import { errorAt } from '../scheme/faults.ts';
import { nearest } from '../scheme/nearest.ts';
import { isFalling } from './kinds/rank.ts';
import { planTrack, specialise, type ScoredTrack } from './plan.ts';
import type { Amount } from './points.ts';
import { fullMarks, mapAmounts, type Rule } from './rule.ts';
import type { SectionYaml, TrackScoringYaml } from './shape.ts';
import type { ItemScoring, Section, TrackScoring } from './types.ts';

/** More criteria than this do not fit into one relation (PostgreSQL allows 1,600 columns). */
const MAX_INPUTS = 350;

/** Builds a track's scoring sheet from its YAML; faults go to the context. */
export function buildTrackScoring(yaml: TrackScoringYaml, context: ItemContext): TrackScoring {
  const path = ['scoring'];
  if (yaml.class) {
    checkFormula(context, [...path, 'class', 'measure'], yaml.class.measure, 'measure');
    yaml.class.classes.forEach((one, index) => checkThresholds(one, [...path, 'class', 'classes', index], context));
  }
  const levels = yaml.levels ?? [];
  unique(
    levels.map((level) => level.id),
    [...path, 'levels'],
    '等次',
    context,
  );
  levels.forEach((level, index) => {
    const higher = levels[index - 1]?.at_least;
    if (higher !== undefined && level.at_least !== undefined && level.at_least > higher) {
      const sentence = '等次须由高到低排列：此等次的分数线高于上一等次。';
      context.errors.push(errorAt(context.yaml, [...path, 'levels', index, 'at_least'], sentence));
    }
  });
  const columns = yaml.columns ?? [{ id: 'judge', title: '评定' }];
  if (!columns.some((column) => column.counts !== false)) {
    context.errors.push(errorAt(context.yaml, [...path, 'columns'], '至少要有一个评分栏计入得分。'));
  }
  return {
    full: yaml.full,
    notApplicable: yaml.not_applicable ?? 'rescale',
    decimals: yaml.decimals ?? 2,
    columns: columns.map((column) => ({ id: column.id, title: column.title, counts: column.counts ?? true })),
    take: yaml.take ?? 'last',
    classing: yaml.class && {
      measure: yaml.class.measure,
      classes: yaml.class.classes.map((one) => ({ id: one.id, title: one.title, comparison: buildComparison(one) })),
    },
    sections: yaml.sections.map((section) => buildSection(section, false)),
    totalFloor: yaml.total?.floor ?? 0,
    totalCap: yaml.total?.cap,
    levels: levels.map((level) => ({
      id: level.id,
      title: level.title,
      atLeast: level.at_least,
      quota: level.quota && { limit: level.quota.limit, within: level.quota.within ?? [] },
    })),
    cumulative: yaml.cumulative ?? false,
  };
}

function buildSection(yaml: SectionYaml, inBonus: boolean): Section {
  const bonus = inBonus || yaml.bonus === true;
  return {
    id: yaml.id,
    title: yaml.title,
    points: yaml.points,
    floor: yaml.floor ?? 0,
    bonus,
    sections: (yaml.sections ?? []).map((section) => buildSection(section, bonus)),
  };
}

function unique(ids: readonly string[], path: readonly PropertyKey[], what: string, context: ItemContext): void {
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index) {
      context.errors.push(errorAt(context.yaml, [...path, index, 'id'], `${what}编号「${id}」重复。`));
    }
  });
}

/** Checks what only shows with sheet and items together: sections, sums, classes, levels, size. */
export function checkSheet(track: ScoredTrack, tracks: readonly string[], context: ItemContext): void {
  const plan = planTrack(track);
  if (plan.inputs.length > MAX_INPUTS) {
    const sentence = `评分条件共 ${plan.inputs.length} 个，超过 ${MAX_INPUTS} 个；请拆成几个类别。`;
    context.errors.push(errorAt(context.yaml, ['scoring'], sentence));
  }
  const leaves = new Map<string, Section>();
  checkSections(track, context, leaves);
  track.items.forEach((item, index) => {
    if (item.scoring) checkItem(item.scoring, ['items', index], { track, tracks, leaves }, context);
  });
}

/** Subtotals must be the sums of what stands under them, where all of it is plain numbers. */
function checkSections(track: ScoredTrack, context: ItemContext, leaves: Map<string, Section>): void {
  const seen = new Set<string>();
  const visit = (section: Section, path: readonly PropertyKey[]): number | null => {
    if (seen.has(section.id)) {
      context.errors.push(errorAt(context.yaml, [...path, 'id'], `部分编号「${section.id}」重复。`));
    }
    seen.add(section.id);
    const inner = section.sections.map((one, index) => visit(one, [...path, 'sections', index]));
    if (section.sections.length === 0) leaves.set(section.id, section);
    const own = track.items
      .filter((item) => item.scoring?.section === section.id)
      .map((item) => plainMarks(item.scoring?.rule));
    const sum = total(section.sections.length > 0 ? inner : own);
    if (section.bonus || section.points === undefined) return sum;
    if (sum !== null && sum !== section.points) {
      const sentence = `「${section.title}」写 ${section.points / 1000} 分，其下各项合计 ${sum / 1000} 分。`;
      context.errors.push(errorAt(context.yaml, [...path, 'points'], sentence));
    }
    return section.points;
  };
  const { sections, full } = track.scoring;
  const tops = sections.map((section, index) => visit(section, ['scoring', 'sections', index]));
  const sum = total(tops.filter((_, index) => !sections[index]?.bonus));
  if (sum !== null && sum !== full) {
    const sentence = `满分写 ${full / 1000} 分，各部分合计 ${sum / 1000} 分。`;
    context.errors.push(errorAt(context.yaml, ['scoring', 'full'], sentence));
  }
}

function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

/** Full marks of a rule; null where they depend on class or kind. */
function plainMarks(rule: Rule | undefined): number | null {
  if (!rule) return 0;
  let plain = true;
  const fixed = mapAmounts(rule, (amount) => {
    if (amount.by !== 'all') plain = false;
    return amount.by === 'all' ? amount.milli : 0;
  });
  return plain ? fullMarks(fixed) : null;
}

interface SheetContext {
  readonly track: ScoredTrack;
  readonly tracks: readonly string[];
  readonly leaves: ReadonlyMap<string, Section>;
}

function checkItem(
  scoring: ItemScoring,
  path: readonly PropertyKey[],
  sheet: SheetContext,
  context: ItemContext,
): void {
  const { levels, classing } = sheet.track.scoring;
  const known = (ids: readonly string[], id: string, what: string, at: readonly PropertyKey[]): void => {
    if (ids.includes(id)) return;
    const near = nearest(id, ids);
    const hint = near ? `是否想写「${near}」？` : `可写：${ids.join('、') || '（无）'}。`;
    context.errors.push(errorAt(context.yaml, [...path, ...at], `没有${what}「${id}」。`, hint));
  };
  const levelIds = levels.map((level) => level.id);
  if (scoring.section !== undefined) known([...sheet.leaves.keys()], scoring.section, '末级部分', ['section']);
  if (scoring.level !== undefined) known(levelIds, scoring.level, '等次', ['level']);
  for (const id of scoring.excludes) known(levelIds, id, '等次', ['excludes']);
  if (scoring.veto?.effect.kind === 'at_most') {
    known(levelIds, scoring.veto.effect.level, '等次', ['veto', 'effect', 'at_most']);
  }
  const { rule } = scoring;
  if (!rule) return;
  const score = [...path, 'score'];
  if (rule.by === 'below') for (const id of rule.tracks) known(sheet.tracks, id, '类别', ['score', 'tracks']);
  const classes = classing?.classes.map((one) => one.id) ?? [];
  mapAmounts(rule, (amount) => checkMatrix(amount, classes, score, context));
  const cases = classes.length > 0 ? classes : [null];
  for (const kind of kindsOf(rule)) {
    for (const one of cases.map((classId) => specialise(rule, classId, kind))) {
      if (one?.by === 'rank' && !isFalling(one)) {
        context.errors.push(errorAt(context.yaml, [...score, 'ranks'], '名次靠前的得分不能低于名次靠后的。'));
        return;
      }
      if (one?.by === 'judgement' && one.from > one.to) {
        context.errors.push(errorAt(context.yaml, [...score, 'range'], '最低分高于最高分。'));
        return;
      }
    }
  }
}

function kindsOf(rule: Rule): readonly string[] {
  const kinds = new Set(['']);
  mapAmounts(rule, (amount) => {
    if (amount.by === 'kind') for (const kind of Object.keys(amount.cells)) kinds.add(kind);
    return 0;
  });
  return [...kinds];
}

/** A matrix by class names every class of the sheet and no other. */
function checkMatrix(amount: Amount, classes: readonly string[], path: readonly PropertyKey[], context: ItemContext) {
  if (amount.by !== 'class') return;
  const given = Object.keys(amount.cells);
  const strange = given.find((id) => !classes.includes(id));
  const absent = classes.find((id) => !given.includes(id));
  if (strange !== undefined) {
    const hint = classes.length > 0 ? `类别有：${classes.join('、')}。` : '请先在 scoring.class 中说明如何分类。';
    context.errors.push(errorAt(context.yaml, path, `没有类别「${strange}」。`, hint));
  } else if (absent !== undefined) {
    context.errors.push(errorAt(context.yaml, path, `分值没有写明类别「${absent}」；不考核写 none。`));
  }
}
