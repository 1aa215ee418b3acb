import { Problem } from '@jianjia/kernel';
import { z } from 'zod';
import type { LinkageSpec } from '../spec/spec.ts';

const share = z.number().gt(0).lt(1);

const modelShape = z.strictObject({
  format: z.literal(1),
  /** The spec whose comparisons it weighs. */
  spec: z.string(),
  /** Day and number of the training: 2026-11-26.1 */
  version: z.string().min(1),
  /** What it was learned from, in words. */
  trained: z.string(),
  /** Share of the pairs that meet by a blocking rule and are one employer. */
  prior: share,
  /** Default cut: pairs with at least this probability are taken to be one employer. */
  cut: share,
  comparisons: z.array(
    z.strictObject({
      id: z.string(),
      levels: z.array(
        z.strictObject({
          id: z.string(),
          /** Share of the matching pairs at this level. */
          m: share,
          /** Share of the other pairs at this level. */
          u: share,
          /** Log2 weight, where labels have taught a better one than log2 of m ÷ u. */
          weight: z.number().optional(),
        }),
      ),
    }),
  ),
  /** Log2 odds and the probability they proved to stand for, both rising; between them straight lines. */
  calibration: z.array(z.strictObject({ odds: z.number(), probability: share })),
});

/**
 * What a linkage has learned (Fellegi & Sunter 1969): for each level of each comparison how often pairs that are one
 * employer reach it (m) and how often others do (u). Versioned data: a pair keeps the version it was judged by.
 */
export type Model = z.infer<typeof modelShape>;

/**
 * Reads a model from JSON text; `source` names the file in the sentence.
 * @throws Problem `linkage.brokenModel` when it is no model or does not fit the spec
 */
export function parseModel(text: string, spec: LinkageSpec, source: string): Model {
  return checkModel(parsedJson(text), spec, source);
}

/** The same for what was read as JSON already. */
export function checkModel(json: unknown, spec: LinkageSpec, source: string): Model {
  const parsed = modelShape.safeParse(json);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    throw broken(source, path === '' ? '内容不是比对模型' : `“${path}”不对`);
  }
  const fault = misfit(parsed.data, spec);
  if (fault !== null) throw broken(source, fault);
  return parsed.data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a model lacks to weigh the comparisons of a spec; null when it fits. */
function misfit(model: Model, spec: LinkageSpec): string | null {
  if (model.spec !== spec.id) return `它是为“${model.spec}”训练的，不是“${spec.id}”`;
  for (const [index, comparison] of spec.comparisons.entries()) {
    const given = model.comparisons[index];
    const wanted = comparison.levels.map((level) => level.id).join();
    if (given?.id !== comparison.id || given.levels.map((level) => level.id).join() !== wanted) {
      return `比较项“${comparison.id}”的等级与程序不一致`;
    }
  }
  return null;
}

function broken(source: string, fault: string): Problem {
  return new Problem(
    'linkage.brokenModel',
    'invalid',
    `比对模型 ${source} 不能用：${fault}。请换一个模型文件，或重新训练。`,
    {
      source,
    },
  );
}
