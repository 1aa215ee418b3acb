import type { ItemContext } from '../scheme/build-criterion.ts';
import { errorAt } from '../scheme/faults.ts';
import { buildExampleInput, exampleValue } from './build-item.ts';
import { itemInputs, pointsText } from './examples.ts';
import type { InputFacts, UnionFacts } from './item.ts';
import type { TrackPlan } from './plan.ts';
import { scoreProgramme, type UnionScore } from './programme.ts';
import type { WorldYaml } from './shape.ts';

/*
 * Worked worlds: a few unions of several tracks with their inputs, and the totals and levels that must come out.
 * They test what no single rule shows: vetoes, quotas, clawback, totals of one level feeding the next.
 */

type WorldUnion = WorldYaml['unions'][number];
type Path = readonly PropertyKey[];

/** Runs the worked worlds of a scheme; every disagreement becomes an error at its place. */
export function checkWorlds(worlds: readonly WorldYaml[], plans: readonly TrackPlan[], context: ItemContext): void {
  worlds.forEach((world, index) => checkWorld(world, ['examples', index], plans, context));
}

function checkWorld(world: WorldYaml, path: Path, plans: readonly TrackPlan[], context: ItemContext): void {
  const before = context.errors.length;
  const tree = new Map<string, string | null>();
  const unions = new Map<string, UnionFacts[]>();
  world.unions.forEach((union, index) => {
    const at = [...path, 'unions', index];
    const plan = plans.find((one) => one.id === union.track);
    if (!plan) {
      context.errors.push(errorAt(context.yaml, [...at, 'track'], `类别「${union.track}」没有评分办法。`));
      return;
    }
    if (tree.has(union.id)) context.errors.push(errorAt(context.yaml, [...at, 'id'], '工会编号重复。'));
    tree.set(union.id, union.parent ?? null);
    const facts = worldUnion(world, union, plan, at, context);
    unions.set(plan.id, [...(unions.get(plan.id) ?? []), facts]);
  });
  if (context.errors.length > before) return;
  if (hasCycle(tree)) {
    context.errors.push(errorAt(context.yaml, [...path, 'unions'], '上下级关系成环。'));
    return;
  }
  const asOf = Date.parse(`${world.as_of}T00:00:00Z`) / 86_400_000;
  const scores = scoreProgramme({ plans, unions, tree, asOf });
  world.unions.forEach((union, index) => {
    const score = scores.find((one) => one.union === union.id);
    if (score) compare(union, score, [...path, 'unions', index, 'gives'], context);
  });
}

function hasCycle(tree: ReadonlyMap<string, string | null>): boolean {
  return [...tree.keys()].some((start) => {
    let steps = 0;
    for (let at = tree.get(start) ?? null; at !== null; at = tree.get(at) ?? null) if (++steps > tree.size) return true;
    return false;
  });
}

function worldUnion(
  world: WorldYaml,
  union: WorldUnion,
  plan: TrackPlan,
  path: Path,
  context: ItemContext,
): UnionFacts {
  const parameters = Object.fromEntries(
    Object.entries(world.parameters ?? {}).map(([id, { p, q }]) => [id, { p, q }] as const),
  );
  const rest: InputFacts =
    union.rest === 'unknown'
      ? { verdict: 'K', n: null, d: null, judged: [], last: null }
      : { verdict: 'M', n: null, d: null, judged: [], last: null, given: union.rest };
  const inputs: InputFacts[] = plan.inputs.map(() => rest);
  for (const [id, entry] of Object.entries(union.items ?? {})) {
    const item = plan.items.find((one) => one.id === id);
    const at = [...path, 'items', id];
    if (!item) {
      context.errors.push(errorAt(context.yaml, at, `类别「${plan.id}」没有计分条目「${id}」。`));
      continue;
    }
    const input = buildExampleInput(entry, at, context);
    for (const [index, facts] of itemInputs(plan, item, input, parameters)) inputs[index] = facts;
  }
  const value = union.class === undefined ? undefined : exampleValue(union.class, [...path, 'class'], context);
  return {
    id: union.id,
    parent: union.parent ?? null,
    kind: union.kind ?? union.track,
    sampled: union.sampled ?? false,
    classValue: { n: value?.n ?? null, d: value?.d ?? null },
    parameters,
    inputs,
  };
}

function compare(union: WorldUnion, score: UnionScore, path: Path, context: ItemContext): void {
  const { gives } = union;
  const wrong = (key: string, expected: string, found: string, inner: Path = []) => {
    const sentence = `算例不符：${union.id} 的${key}写的是 ${expected}，按规则算出 ${found}。`;
    context.errors.push(errorAt(context.yaml, [...path, ...inner], sentence));
  };
  if (gives.total !== undefined) {
    const [low, high] = typeof gives.total === 'number' ? [gives.total, gives.total] : gives.total;
    if (low !== score.total.low || high !== score.total.high) {
      wrong('总分', pointsText({ low, high }), pointsText(score.total), ['total']);
    }
  }
  for (const key of ['level', 'possible'] as const) {
    const found = score[key] ?? 'none';
    if (gives[key] !== undefined && gives[key] !== found) wrong('等次', gives[key], found, [key]);
  }
  for (const [id, points] of Object.entries(gives.sections ?? {})) {
    const found = score.sections.get(id);
    if (!found) wrong('小计', id, '没有这一部分', ['sections', id]);
    else if (found.low !== points || found.high !== points) {
      wrong(`「${id}」小计`, pointsText({ low: points, high: points }), pointsText(found), ['sections', id]);
    }
  }
}
