/** Imports a members file once. Arguments: data folder, file. */
import { allRegisters } from '@jianjia/assessments/contract';
import { importFiles } from '@jianjia/registers/exchange';
import { openScratch, peakMemory, scratchVault } from './kit.ts';

export interface ImportAnswer {
  readonly milliseconds: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly peakMemory: number;
}

const [dataDir = '', file = ''] = process.argv.slice(2);
const database = await openScratch(dataDir);
const pool = database.pool('system');
await pool.query('select 1');
const start = performance.now();
const report = await importFiles({ pool }, allRegisters, [file], { vault: scratchVault(dataDir) });
const milliseconds = performance.now() - start;
const answer: ImportAnswer = {
  milliseconds,
  loaded: report.files[0]?.new ?? 0,
  rejected: report.files[0]?.rejected ?? -1,
  peakMemory: peakMemory(),
};
await database.close();
process.send?.(answer);
process.disconnect?.();
