import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from '@jianjia/db';
import type { RegisterDefinition } from '@jianjia/registers';
import { importFiles, type ImportOptions, type ImportReport } from '@jianjia/registers/exchange';
import { writeWorld } from './files.ts';
import { world, type WorldOptions } from './world.ts';

export interface LoadOptions extends WorldOptions {
  /** Passed on to the import: progress, warnings. */
  readonly import?: ImportOptions;
}

/**
 * Loads a world the public way: writes its files into a temporary folder and imports them. Loading it twice changes
 * nothing. Throws Problems for an unknown world and as `importFiles` does.
 */
export async function loadWorld(
  db: { readonly pool: Pool },
  definitions: readonly RegisterDefinition[],
  name: string,
  options: LoadOptions = {},
): Promise<ImportReport> {
  const told = world(name, options);
  const folder = await mkdtemp(join(tmpdir(), 'jianjia-world-'));
  try {
    await writeWorld(told, definitions, folder);
    return await importFiles(db, definitions, [folder], options.import ?? {});
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
