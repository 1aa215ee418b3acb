import { linkFiles, trainOnFiles } from '@jianjia/linkage/engine';

/** Our linker as anybody calls it. */
export async function ours(a: string, b: string, out: string): Promise<void> {
  await linkFiles(a, b, out);
}

/** Our linker with every pair it holds for possible, to see its probabilities below the cut. */
export async function oursBelowCut(a: string, b: string, out: string): Promise<void> {
  await linkFiles(a, b, out, { cut: 0.001 });
}

/** Our linker with weights that it learns from these two files alone, nobody having judged a pair. */
export async function oursUnlabelled(a: string, b: string, out: string): Promise<void> {
  const model = await trainOnFiles([{ a, b }], { version: 'bench', trained: 'the files it links, without labels' });
  await linkFiles(a, b, out, { model });
}
