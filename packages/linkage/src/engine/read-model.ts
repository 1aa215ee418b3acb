import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { employers } from '../employers/index.ts';
import { parseModel, type Model } from '../model/model.ts';
import { noFile } from './problems.ts';

/**
 * Reads a model of employers from a file.
 * @throws Problem when there is no such file or it holds no such model
 */
export async function readModel(path: string): Promise<Model> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw noFile(path);
  return parseModel(text, employers, basename(path));
}
