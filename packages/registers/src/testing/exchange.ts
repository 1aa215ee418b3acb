import { demoKeyring } from '@jianjia/vault';
import { importFiles as load, type ImportOptions } from '../loading/import.ts';
import { exportRegisters as write, type ExportOptions } from '../writing/export.ts';

/** The published keys: what tests seal protects nobody. */
export const vault = demoKeyring();

type Exchange<F extends (...all: never[]) => unknown> = Parameters<F>;

/** Imports with the demo keys, unless others are given. */
export function importFiles(...[db, definitions, paths, options]: Exchange<typeof load>): ReturnType<typeof load> {
  const all: ImportOptions = { vault, ...options };
  return load(db, definitions, paths, all);
}

/** Exports with the demo keys, unless others are given. */
export function exportRegisters(
  ...[db, definitions, folder, options]: Exchange<typeof write>
): ReturnType<typeof write> {
  const all: ExportOptions = { vault, ...options };
  return write(db, definitions, folder, all);
}
