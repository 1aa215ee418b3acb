import { actingOf, handle, type Binding } from '@jianjia/http';
import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
import * as contract from '../../contract/index.ts';
import { LEAST_CONFIDENCE } from '../../domain/classification/industry.ts';
import { trainCalibrated } from '../../domain/classification/calibration.ts';
import type { FieldDeps } from '../field-deps.ts';
import { classifyChanged } from './classify-list.ts';
import { newestClassifier } from './classifier.ts';
import { listIndustryRules, setIndustryRule } from './industry-rules.ts';
import { classificationTables } from './tables.ts';

/** Classification of the list: run, and how right it is; industrial unions by industry. */
export function classificationBindings(deps: FieldDeps): readonly Binding[] {
  const running = new Running(deps);
  return [
    handle(contract.classifyList, async (call) => ({ started: await running.start(actingOf(call, deps.app)) })),
    handle(contract.showClassifier, async (call) => {
      const found = await inTransaction(actingOf(call, deps.app), newestClassifier, { readOnly: true });
      const { version, trained, calibration } = found ?? untrained();
      const { accuracy, brier, rows, bins } = calibration;
      return { version, trained, least: LEAST_CONFIDENCE, accuracy, brier, rows, bins };
    }),
    handle(contract.listIndustryRules, async (call) => ({ rules: await listIndustryRules(actingOf(call, deps.app)) })),
    handle(contract.setIndustryRule, async (call) => {
      await setIndustryRule(actingOf(call, deps.app), call.params.industry, call.body);
      return {};
    }),
  ];
}

let seedsAlone: ReturnType<typeof untrainedNow> | null = null;

function untrained(): ReturnType<typeof untrainedNow> {
  seedsAlone ??= untrainedNow();
  return seedsAlone;
}

function untrainedNow() {
  const { calibration } = trainCalibrated('', classificationTables().seeds, []);
  return { version: 'seeds', trained: 0, calibration };
}

/** One pass over the list at a time; who asks while one runs, is told so. */
class Running {
  readonly #deps: FieldDeps;
  #isRunning = false;

  constructor(deps: FieldDeps) {
    this.#deps = deps;
  }

  async start(acting: Acting): Promise<boolean> {
    if (this.#isRunning) return false;
    this.#isRunning = true;
    try {
      await inTransaction(acting, (client) => writeJournal(client, acting.actor, { act: 'census.classifyList' }));
    } catch (error) {
      this.#isRunning = false;
      throw error;
    }
    const { system, background } = this.#deps;
    // The list is classified whole, whoever asks: what follows from it is shown to each within the own reach.
    background.begin('census.classify', () => classifyChanged(system).finally(() => (this.#isRunning = false)));
    return true;
  }
}
