import { describe, expect, test } from 'vitest';
import { employers } from '../employers/index.ts';
import { defaultModel } from './default.ts';
import { type JudgedPair, judgedPair, learnFromJudged, levelsScorer } from './judged.ts';
import { checkModel, type Model } from './model.ts';
import { probabilityOf } from './weights.ts';

const asShipped = levelsScorer(defaultModel, employers);

/** Even numbers from 0 to 1, the same every time (Park & Miller 1988). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Pairs of whatever levels that the shipped model doubts, and what a world after `truth` makes of them. */
function world(truth: (levels: readonly number[]) => number, count: number, seed: number): readonly JudgedPair[] {
  const next = numbers(seed);
  const pairs: JudgedPair[] = [];
  while (pairs.length < count) {
    const levels = employers.comparisons.map((one) => Math.floor(next() * one.levels.length));
    const probability = asShipped(levels);
    if (probability > 0.1 && probability < 0.95) pairs.push({ levels, match: next() < truth(levels) });
  }
  return pairs;
}

const index = (id: string): number => employers.comparisons.findIndex((one) => one.id === id);
const heavier = (model: Model, comparison: string, bits: number): Model => ({
  ...model,
  comparisons: model.comparisons.map((one) =>
    one.id === comparison
      ? {
          id: one.id,
          levels: one.levels.map((level, at) => ({
            ...level,
            weight: (level.weight ?? Math.log2(level.m / level.u)) + (at === 0 ? bits : 0),
          })),
        }
      : one,
  ),
});

const brier = (score: (levels: readonly number[]) => number, pairs: readonly JudgedPair[]): number =>
  pairs.reduce((sum, { levels, match }) => sum + (score(levels) - Number(match)) ** 2, 0) / pairs.length;

const provenance = { version: 'test', trained: 'test' };
const learn = (pairs: readonly JudgedPair[]): Model => learnFromJudged(defaultModel, employers, pairs, provenance);

describe('learnFromJudged', () => {
  test('finds what a level is worth in another world, and is a model', () => {
    const truth = levelsScorer(heavier(defaultModel, 'division', -4), employers);
    const learned = learn(world(truth, 800, 1));
    expect(checkModel(JSON.parse(JSON.stringify(learned)), employers, 'learned')).toEqual(learned);
    const fresh = world(truth, 3000, 2);
    const [before, after, best] = [asShipped, levelsScorer(learned, employers), truth].map((score) =>
      brier(score, fresh),
    );
    expect(after).toBeLessThan((before ?? 0) - 0.6 * ((before ?? 0) - (best ?? 0)));
  });

  test('finds that pairs are matches less often than the model says, and leaves what nobody doubts', () => {
    const truth = (levels: readonly number[]): number => {
      const shipped = asShipped(levels);
      return probabilityOf(Math.log2(shipped / (1 - shipped)) - 2);
    };
    const learned = levelsScorer(learn(world(truth, 800, 3)), employers);
    const fresh = world(truth, 3000, 4);
    expect(brier(learned, fresh)).toBeLessThan(brier(asShipped, fresh));
    const sure = employers.comparisons
      .map(() => 0)
      .with(
        index('branch'),
        employers.comparisons[index('branch')]?.levels.findIndex(({ id }) => id === 'neither') ?? 0,
      );
    expect(learned(sure)).toBeGreaterThan(0.95);
  });

  test('where people find what the model says, it says the same afterwards', () => {
    const learned = levelsScorer(learn(world(asShipped, 2000, 5)), employers);
    const apart = world(asShipped, 2000, 6).map(({ levels }) => Math.abs(learned(levels) - asShipped(levels)));
    expect(apart.reduce((sum, one) => sum + one, 0) / apart.length).toBeLessThan(0.05);
  });

  test('does not depend on the order of the pairs, nor on pairs that law decides', () => {
    const pairs = world(asShipped, 300, 7);
    const learned = learn(pairs);
    expect(learn(pairs.toReversed())).toEqual(learned);
    const branch = employers.comparisons[index('branch')]?.levels.findIndex(({ never }) => never === true) ?? 0;
    const odd = pairs.slice(0, 50).map(({ levels }) => ({ levels: levels.with(index('branch'), branch), match: true }));
    expect(learn([...pairs, ...odd])).toEqual(learned);
    expect(levelsScorer(learned, employers)(odd[0]?.levels ?? [])).toBeLessThan(1e-9);
  });

  test('reads pairs as explaining does', () => {
    const [a, b] = [
      { id: 'a', name: '安庆市红光酒业有限公司', division: '340802' },
      { id: 'b', name: '安庆宏光酒业有限公司', division: '340802' },
    ];
    const { levels, match } = judgedPair(employers, a, b, true);
    expect(match).toBe(true);
    expect(asShipped(levels)).toBeGreaterThan(0);
    expect(judgedPair(employers, b, a, true).levels).toEqual(levels);
  });
});
