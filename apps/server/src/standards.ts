import { fileURLToPath } from 'node:url';
import { loadStandards, type Standards } from '@jianjia/assessments/server';

/** Loads the standards that come with the program, or those of JIANJIA_STANDARDS_DIR. */
export async function openStandards(say: (sentence: string) => void): Promise<Standards> {
  const given = process.env['JIANJIA_STANDARDS_DIR'];
  const standards = await loadStandards(given ? given : fileURLToPath(new URL('../../../standards', import.meta.url)));
  const files = new Set(standards.errors.map((error) => error.file));
  if (files.size > 0) say(`注意：${files.size} 个标准文件有错误，没有载入。运行 jianjia schemes check 查看错误。`);
  return standards;
}
