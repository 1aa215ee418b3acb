import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@jianjia/kernel';
import { measureFileSchema, type MeasureDefinition, type SchemeFiles } from '@jianjia/rules';
import { parse } from 'yaml';

/** Reads every scheme folder below `standards/schemes`; names are sorted so that reports are stable. */
export async function readSchemeFolders(folder: string, shownAs: string): Promise<readonly SchemeFiles[]> {
  const names = (await entries(folder)).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.toSorted().map((name) => readSchemeFolder(join(folder, name), `${shownAs}/${name}`)));
}

/** Reads one scheme folder: its YAML files and its source text. */
export async function readSchemeFolder(folder: string, shownAs: string): Promise<SchemeFiles> {
  const names = (await entries(folder)).filter((entry) => entry.isFile()).map((entry) => entry.name);
  const texts = await Promise.all(
    names
      .filter((name) => /\.(ya?ml|txt)$/.test(name))
      .map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  return { folder: shownAs, files: Object.fromEntries(texts) };
}

/** Reads the measure catalogue, `standards/measures/*.yaml`. Throws Problem naming the file that does not fit. */
export async function readMeasures(folder: string): Promise<readonly MeasureDefinition[]> {
  const names = (await entries(folder)).map((entry) => entry.name).filter((name) => name.endsWith('.yaml'));
  const files = await Promise.all(
    names.toSorted().map(async (name) => {
      const parsed = measureFileSchema.safeParse(parse(await readFile(join(folder, name), 'utf8')));
      if (parsed.success) return parsed.data.measures;
      const [issue] = parsed.error.issues;
      throw new Problem(
        'schemes.measureFile',
        'invalid',
        `指标目录 ${name} 的 ${issue?.path.join('.') ?? ''} 处有误:${issue?.message ?? ''}。请改正后重试。`,
      );
    }),
  );
  return files.flat();
}

async function entries(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(() => {
    throw new Problem('schemes.noFolder', 'missing', `找不到标准文件夹 ${folder}。请检查安装是否完整。`);
  });
}
