import { expect, test } from 'vitest';
import { employers } from '../employers/index.ts';
import { defaultModel } from './default.ts';
import type { Pattern } from './em.ts';
import { learnModel } from './learn.ts';
import { weightsOf } from './weights.ts';

const level = (comparison: string, id: string): number =>
  employers.comparisons.find((one) => one.id === comparison)?.levels.findIndex((one) => one.id === id) ?? -1;

/** The levels of a pair: in all that is not said, it is as pairs of one employer mostly are. */
function levels(said: Readonly<Record<string, string>>): readonly number[] {
  const usual: Readonly<Record<string, string>> = {
    code: 'unknown',
    brand: 'core_some',
    trade: 'equal',
    form: 'equal',
    branch: 'neither',
    whole_name: 'placed',
    name_place: 'equal',
    division: 'county',
    address: 'unknown',
    phone: 'unknown',
    representative: 'unknown',
  };
  return employers.comparisons.map(({ id }) => level(id, said[id] ?? usual[id] ?? ''));
}

const pairs = (count: number, said: Readonly<Record<string, string>>): Pattern => ({
  levels: levels(said),
  count,
  unanchored: count,
});

/** Namesakes in other counties, ten times as many as matches: one clear cluster, and the wrong one. */
const NAMESAKE = { brand: 'core_common', whole_name: 'core', name_place: 'one', division: 'city' };
const UNLIKE = {
  brand: 'different',
  trade: 'different',
  form: 'different',
  whole_name: 'other',
  name_place: 'different',
  division: 'different',
};
const register: readonly Pattern[] = [
  pairs(900, { code: 'equal' }),
  pairs(100, { code: 'equal', division: 'unknown' }),
  pairs(30, { code: 'different' }),
  pairs(2000, {}),
  pairs(10_000, { ...NAMESAKE, code: 'different' }),
  pairs(10_000, NAMESAKE),
  pairs(90_000, { ...UNLIKE, code: 'different' }),
  pairs(90_000, UNLIKE),
];
const training = { version: 'test', trained: 'test', rows: 6000 };

function oddsOf(model: typeof defaultModel, said: Readonly<Record<string, string>>): number {
  const { prior, levels: weights } = weightsOf(model, employers);
  return levels(said).reduce((sum, at, index) => sum + (weights[index]?.[at] ?? 0), prior);
}

test('namesakes of other places are not taken for matches, however many they are', () => {
  const model = learnModel(defaultModel, employers, register, training);
  expect(model.trained).toBe('test');
  expect(oddsOf(model, {})).toBeGreaterThan(2);
  expect(oddsOf(model, NAMESAKE)).toBeLessThan(-5);
  expect(oddsOf(model, UNLIKE)).toBeLessThan(-5);
  expect(oddsOf(model, { code: 'equal' })).toBeGreaterThan(oddsOf(model, {}) + 5);
});

test('what is learned does not depend on the order of the patterns', () => {
  const learned = learnModel(defaultModel, employers, register, training);
  expect(learnModel(defaultModel, employers, register.toReversed(), training)).toEqual(learned);
});

test('where no number proves anything the weights stay, and the model says so', () => {
  const unproven = register.filter(({ levels: [code] }) => code === level('code', 'unknown'));
  for (const patterns of [[], unproven]) {
    const model = learnModel(defaultModel, employers, patterns, training);
    expect({ ...model, version: '', trained: '' }).toEqual({ ...defaultModel, version: '', trained: '' });
    expect(model.trained).toContain('号码能证明的配对太少（同一单位 0 对，不同单位 0 对，各要 200 对）');
  }
});

test('pairs that met by their numbers only teach nothing of names', () => {
  const model = learnModel(
    defaultModel,
    employers,
    register.map((pattern) => ({ ...pattern, unanchored: 0 })),
    training,
  );
  expect(model.trained).toContain('沿用原来的模型');
});

test('more matches than rows are not believed', () => {
  const model = learnModel(defaultModel, employers, register, { ...training, rows: 100 });
  expect(model.trained).toContain('比名册的 100 行还多');
  expect(model.comparisons).toEqual(defaultModel.comparisons);
});

test('all names equal: nothing explodes', () => {
  const same = [pairs(1000, { code: 'equal' }), pairs(90_000, { code: 'different' }), pairs(50_000, {})];
  const model = learnModel(defaultModel, employers, same, training);
  const { prior, levels: weights } = weightsOf(model, employers);
  expect([prior, ...weights.flatMap((list) => [...list])].every(Number.isFinite)).toBe(true);
  expect(oddsOf(model, {})).toBeLessThan(0);
});

test('two right codes that differ weigh as law has it, whatever was learned', () => {
  const code = level('code', 'different');
  expect(weightsOf(defaultModel, employers).levels[0]?.[code]).toBe(-22);
});
