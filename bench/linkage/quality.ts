import { join } from 'node:path';
import { defaultModel } from '@jianjia/linkage';
import { ms } from '../kit.ts';
import type { Registers } from './generator/registers.ts';
import { bestOnly, readAnswers, type Answers } from './measures/answers.ts';
import { confusionOf, undecidableAnswers, type Confusion } from './measures/false-merges.ts';
import { bestCut, calibrate, scoreAt, type Calibration, type Score } from './measures/score.ts';
import type { Truth } from './measures/truth.ts';
import type { ProgramName } from './programs.ts';
import { runProgram } from './workshop.ts';

/** What one program's answers are worth. */
export interface Quality {
  readonly title: string;
  /** `default` is the program's own cut, `best` the one with the best F1, known only to who knows the truth. */
  readonly cut: 'default' | 'best';
  readonly at: number;
  readonly score: Score;
  readonly confusions: Readonly<Record<Confusion, number>>;
  /** Wrong answers nobody could tell to be wrong, at any cut from 0.01 on. */
  readonly undecidable: number;
  readonly calibration: Calibration;
  readonly answers: Answers;
}

/** Two registers and their truth. */
export interface Judge {
  readonly registers: Registers;
  readonly truth: Truth;
}

/** Judges answers at a cut, or at their best one. */
export async function judged(judge: Judge, title: string, answers: Answers, cut: number | 'best'): Promise<Quality> {
  const { registers, truth } = judge;
  const undecidable = await undecidableAnswers(registers, truth, answers);
  const excused = (answer: number): boolean => undecidable.has(answer);
  const at = cut === 'best' ? bestCut(truth, answers, excused) : cut;
  const score = scoreAt(truth, answers, at, excused);
  const confusions = { parent: 0, sister: 0, group: 0, namesake: 0, other: 0 };
  for (const index of score.wrongAnswers) {
    confusions[confusionOf(truth, answers.a[index] ?? 0, answers.b[index] ?? 0)] += 1;
  }
  return {
    title,
    cut: cut === 'best' ? 'best' : 'default',
    at,
    score,
    confusions,
    undecidable: undecidable.size,
    calibration: calibrate(truth, answers),
    answers,
  };
}

/** Runs a program over the registers; its title says how long it took and what it held. */
export async function answersOf(judge: Judge, folder: string, name: ProgramName): Promise<readonly [string, Answers]> {
  const out = join(folder, `${name.replaceAll(/[^a-z]/giu, '-')}.csv`);
  const { milliseconds, peakMemory } = await runProgram(name, judge.registers, out);
  return [`${name} (${ms(milliseconds)}, ${peakMemory.toFixed(0)} MB)`, await readAnswers(out)];
}

/** Runs the peers and judges each at its best cut; the plain model also with its best pairs only. */
export async function peersJudged(judge: Judge, folder: string): Promise<Quality[]> {
  const qualities: Quality[] = [];
  const [exactTitle, exact] = await answersOf(judge, folder, 'exact name');
  qualities.push(await judged(judge, exactTitle, exact, 1));
  const [jaroTitle, jaro] = await answersOf(judge, folder, 'Jaro–Winkler in blocks');
  qualities.push(await judged(judge, jaroTitle, jaro, 0.92));
  const [plainTitle, plain] = await answersOf(judge, folder, 'plain model');
  qualities.push(await judged(judge, plainTitle, plain, 'best'));
  const best = bestOnly(plain, judge.registers.rows);
  qualities.push(await judged(judge, 'plain model, best partners only', best, 'best'));
  const [engineTitle, engine] = await answersOf(judge, folder, 'plain model on our engine');
  qualities.push(await judged(judge, engineTitle, engine, 'best'));
  return qualities;
}

/** Our linker at its own cut, once more below it for its best cut and its probabilities, and with weights of its own. */
export interface OurQuality {
  readonly own: Quality;
  readonly best: Quality;
  readonly unlabelled: Quality;
}

/** Runs our linker in the three ways and judges it. */
export async function oursJudged(judge: Judge, folder: string): Promise<OurQuality> {
  const [title, answers] = await answersOf(judge, folder, 'jianjia');
  const [belowTitle, below] = await answersOf(judge, folder, 'jianjia below the cut');
  const [unlabelledTitle, unlabelled] = await answersOf(judge, folder, 'jianjia, learned without labels');
  return {
    own: await judged(judge, title, answers, defaultModel.cut),
    best: await judged(judge, belowTitle, below, 'best'),
    unlabelled: await judged(judge, unlabelledTitle, unlabelled, defaultModel.cut),
  };
}
