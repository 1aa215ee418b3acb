import { readFile } from 'node:fs/promises';
import type { Model } from '@jianjia/linkage';
import { linkFiles } from '@jianjia/linkage/engine';
import { COMPARISONS, type PlainWeights } from './plain-model.ts';
import { plainSpec } from './plain-spec.ts';

const WEIGHTS = new URL('plain-weights.json', import.meta.url);

/** The plain model on our engine, with weights learned before as ours are (`plain-weights.json`, see README.md). */
export async function plainOnEngine(a: string, b: string, out: string): Promise<void> {
  const weights = JSON.parse(await readFile(WEIGHTS, 'utf8')) as PlainWeights;
  const spec = { spec: plainSpec, module: new URL('plain-spec.ts', import.meta.url).href, name: 'plainSpec' };
  await linkFiles(a, b, out, { spec, model: modelOf(weights), cut: 0.001 });
}

const inside = (share: number): number => Math.min(1 - 1e-12, Math.max(1e-12, share));

function modelOf({ prior, m, u }: PlainWeights): Model {
  const comparisons = COMPARISONS.map(({ name, levels }, comparison) => ({
    id: name,
    levels: Array.from({ length: levels }, (_, level) => ({
      id: `level_${level}`,
      // A level that says nothing has the same share on both sides.
      m: level === 0 ? 0.5 : inside(m[comparison]?.[level] ?? 0),
      u: level === 0 ? 0.5 : inside(u[comparison]?.[level] ?? 0),
    })),
  }));
  return { format: 1, spec: 'plain', version: '1', trained: 'bench', prior, cut: 0.5, comparisons, calibration: [] };
}
