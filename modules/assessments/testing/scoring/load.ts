import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '@jianjia/db/testing';
import { importFiles } from '@jianjia/registers/exchange';
import { readMeasures, readSchemeFolders } from '@jianjia/schemes/server';
import { demoKeyring } from '@jianjia/vault';
import { allRegisters } from '../../contract/all-registers.ts';
import { compileStandards, type Standards } from '../../server/standards.ts';
import type { World } from '../oracle/index.ts';
import { writeRegisters } from '../worlds/files.ts';
import { tally } from './tally.ts';

const FOLDER = fileURLToPath(new URL('../../../../standards', import.meta.url));

/** The product's catalogue of measures. */
export function readStandardMeasures(): ReturnType<typeof readMeasures> {
  return readMeasures(join(FOLDER, 'measures'));
}

/** The product's measures with two scored schemes: the example and the test's own. Throws where one does not load. */
export async function scoredStandards(): Promise<Standards> {
  const examples = await readSchemeFolders(join(FOLDER, 'examples'), 'standards/examples');
  const standards = compileStandards(await readStandardMeasures(), [...examples, tally]);
  if (standards.errors.length > 0) throw new Error(JSON.stringify(standards.errors));
  return standards;
}

/** Imports a world's registers as a user would, and sets its parameters. Throws where a row is refused. */
export async function loadWorld(db: TestDatabase, world: World): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jianjia-score-'));
  try {
    await writeRegisters(world, folder);
    const report = await importFiles({ pool: db.system }, allRegisters, [folder], { vault: demoKeyring() });
    const refused = report.files.flatMap((file) => [file.refused, ...file.rejections]).filter(Boolean);
    if (refused.length > 0) throw new Error(JSON.stringify(refused));
  } finally {
    await rm(folder, { recursive: true });
  }
  for (const set of world.parameters) {
    await db.system.query(
      `insert into schemes.parameter_value (union_id, scheme, parameter, valid_from, valid_until, p, q)
      select union_id, $2, $3, $4, nullif($5, '')::date, $6, $7 from organisations.union where union_code = $1`,
      [set.union, set.scheme, set.parameter, set.from, set.until, set.p, set.q],
    );
  }
}
