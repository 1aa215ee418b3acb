import { calibratedBy } from '../model/fit.ts';
import type { Observed } from '../model/isotonic.ts';
import { defaultModel } from '../model/default.ts';
import { learnModel, type Provenance } from '../model/learn.ts';
import type { Model } from '../model/model.ts';
import { PatternCounts } from '../model/patterns.ts';
import type { Labels } from './labels.ts';
import { readLabels } from './label-file.ts';
import { withLinkage, type Linkage } from './linkage.ts';
import { eachMeeting } from './meetings.ts';
import { matchRegisters } from './match.ts';
import { settled } from './settle.ts';
import { employersSource } from './source.ts';
import type { LinkOptions } from './options.ts';

/** Two registers to learn from. */
export interface TrainingSet {
  readonly a: string;
  readonly b: string;
  /** CSV `a_id,b_id,match` (1 or 0) of pairs that people judged. */
  readonly labels?: string;
  /** Whether all pairs that are not labelled are known to be two employers. */
  readonly complete?: boolean;
}

export interface TrainOptions extends Omit<LinkOptions, 'cut' | 'model'>, Provenance {
  /** Where to start. Default: the model that comes with the package. */
  readonly start?: Model;
}

/**
 * Learns a model from registers: from all pairs that meet, by expectation–maximisation, and from those that people judged,
 * by what they said. Labels also calibrate the probabilities. Registers of several sizes make a model for all of them:
 * the larger a register, the more namesakes.
 */
export async function trainOnFiles(sets: readonly TrainingSet[], options: TrainOptions): Promise<Model> {
  const start = options.start ?? defaultModel;
  const { spec } = options.spec ?? employersSource;
  const counts = new PatternCounts(spec);
  let rows = 0;
  for (const set of sets) {
    await withLinkage(set.a, set.b, options, async (linkage) => {
      rows += Math.min(linkage.left.rows, linkage.right.rows);
      await countAll(linkage, set, counts);
    });
  }
  const { version, trained } = options;
  const learned = learnModel(start, spec, counts.patterns(), { version, trained, rows });
  const observed: Observed[] = [];
  for (const set of sets) {
    if (set.labels === undefined) continue;
    await withLinkage(set.a, set.b, options, async (linkage) => observe(linkage, set, learned, observed));
  }
  return observed.length === 0 ? learned : { ...learned, calibration: calibratedBy(observed) };
}

async function labelsOf(linkage: Linkage, { labels }: TrainingSet): Promise<Labels | null> {
  return labels === undefined ? null : readLabels(labels, linkage);
}

async function countAll(linkage: Linkage, set: TrainingSet, counts: PatternCounts): Promise<void> {
  const labels = await labelsOf(linkage, set);
  await eachMeeting(linkage, false, async (meetings, listedFrom) => {
    const jobs = meetings.map((meeting, passingFrom) => ({
      kind: 'patterns' as const,
      ...meeting,
      passingFrom,
      listedFrom,
      labels: labels?.buffer ?? null,
      complete: set.complete ?? false,
    }));
    for (const numbers of await linkage.team.run(jobs)) counts.merge(numbers);
  });
}

/** Links a set by a model and notes which pairs were right. */
async function observe(linkage: Linkage, set: TrainingSet, model: Model, observed: Observed[]): Promise<void> {
  const labels = await labelsOf(linkage, set);
  const pairs = await matchRegisters(linkage, model);
  const odds = await settled(linkage, model, pairs);
  for (const [pair, score] of odds.entries()) {
    const judged = labels?.get(pairs.left[pair] ?? 0, pairs.right[pair] ?? 0) ?? (set.complete === true ? 0 : null);
    if (judged !== null) observed.push({ score, right: judged, pairs: 1 });
  }
}
