import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registersIn } from '../generator/registers.ts';
import { bestOnly, readAnswers, type Answers } from './answers.ts';
import { confusionOf, undecidableAnswers } from './false-merges.ts';
import { bestCut, calibrate, f1, precision, recall, scoreAt } from './score.ts';
import { Truth } from './truth.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianjia-score-'));
const files = registersIn(folder, 6);
let truth: Truth;

/** Rows 1–4 of both are the same firms, 5 and 6 are not; 4 cannot be told. */
beforeAll(async () => {
  const firms = ['parent', 'branch', 'branch', 'single', 'single', 'single'];
  const records = (register: string, shift: number) =>
    firms.map((role, index) => {
      const row = index + 1;
      const firm = row > 4 ? row + shift : row;
      return `${register}${row},${firm},${row < 4 ? 1 : firm},${role},红光,`;
    });
  write('records.csv', ['id,firm,family,role,brand,kinds', ...records('A', 0), ...records('B', 10)]);
  write('truth.csv', [
    'a_id,b_id,decidable,kinds',
    'A1,B1,yes,a:spaces|b:spaces',
    'A2,B2,yes,b:note',
    'A3,B3,yes,',
    'A4,B4,no,a:code_missing',
  ]);
  const header = 'id,name,uscc,division,address,former_names';
  write('A.csv', [header, 'A5,红光商贸有限公司,,150102,', 'A6,红光酒业有限公司,,150102,人民路1号']);
  write('B.csv', [header, 'B5,红光商贸 有限公司,,,人民路2号', 'B6,红光酒业有限公司,,150102,人民路3号']);
  truth = await Truth.read(files);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, lines: readonly string[]): void {
  writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
}

function answers(...pairs: readonly (readonly [a: number, b: number, probability: number])[]): Answers {
  return {
    a: Int32Array.from(pairs, ([a]) => a),
    b: Int32Array.from(pairs, ([, b]) => b),
    probability: Float64Array.from(pairs, ([, , probability]) => probability),
  };
}

const nobodys = (): boolean => false;

test('pairs found, wrong and missed are counted at the cut, what cannot be told in neither', () => {
  const score = scoreAt(truth, answers([1, 1, 0.9], [2, 3, 0.8], [4, 4, 0.8], [3, 3, 0.4]), 0.5);
  expect([score.found, score.wrong, score.missed]).toEqual([1, 1, 2]);
  expect(score.all).toEqual({ found: 2, wrong: 1, missed: 2 });
  expect([precision(score), recall(score), f1(score)]).toEqual([0.5, 1 / 3, 0.4]);
  expect(score.missedPairs).toEqual([1, 2]);
  expect(score.wrongAnswers).toEqual([1]);
});

test('a kind counts once for a pair, whichever row it is in', () => {
  const { byKind } = scoreAt(truth, answers([1, 1, 1]), 0.5);
  expect(byKind.get('spaces')).toEqual({ pairs: 1, found: 1 });
  expect(byKind.get('note')).toEqual({ pairs: 1, found: 0 });
  expect(byKind.has('code_missing')).toBe(false);
});

test('a pair answered twice is found once', () => {
  expect(scoreAt(truth, answers([1, 1, 1], [1, 1, 1]), 0.5).found).toBe(1);
});

test('the best cut is below the last right answer and above the wrong ones', () => {
  const given = answers([1, 1, 0.99], [2, 2, 0.9], [3, 3, 0.7], [5, 5, 0.6], [6, 6, 0.55]);
  const cut = bestCut(truth, given, nobodys);
  expect(cut).toBeGreaterThan(0.6);
  expect(cut).toBeLessThanOrEqual(0.7);
  expect(f1(scoreAt(truth, given, cut))).toBe(1);
});

test('Brier score and reliability', () => {
  const { brier, bins } = calibrate(truth, answers([1, 1, 0.8], [5, 5, 0.8]));
  expect(brier).toBeCloseTo((0.04 + 0.64) / 2, 10);
  expect(bins).toEqual([{ from: 0.8, answers: 2, said: 0.8, were: 0.5 }]);
});

test('what two firms are to each other', () => {
  expect(confusionOf(truth, 1, 2)).toBe('parent');
  expect(confusionOf(truth, 2, 3)).toBe('sister');
  expect(confusionOf(truth, 5, 6)).toBe('namesake');
});

test('a wrong answer is nobody’s fault only when no column contradicts it', async () => {
  const found = await undecidableAnswers(files, truth, answers([5, 5, 0.9], [6, 6, 0.9]));
  expect([...found]).toEqual([0]);
});

test('best partners only, equals stay', () => {
  const kept = bestOnly(answers([1, 1, 0.9], [1, 2, 0.8], [2, 2, 0.7], [3, 3, 0.6], [3, 4, 0.6]), 6);
  expect([...kept.a].map((a, index) => [a, kept.b[index]])).toEqual([
    [1, 1],
    [3, 3],
    [3, 4],
  ]);
});

test('a line that is no pair stops the measurement', async () => {
  write('pairs.csv', ['a_id,b_id,probability', 'A1,B1,0.5', 'A2,B2,1.5']);
  await expect(readAnswers(join(folder, 'pairs.csv'))).rejects.toThrow('pairs.csv:3');
});
