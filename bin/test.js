#!/usr/bin/env node
/** `npm test`: installs what is missing, builds the desk, then runs every test; the last line counts them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, STRICT, buildDesk, install, run } from './prepare.js';

install();
if ((await buildDesk()) !== 0) process.exit(1);
const place = mkdtempSync(join(tmpdir(), 'jianjia-report-'));
const report = join(place, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
const { status } = await run(vitest, ['run', ...reporters, ...process.argv.slice(2)], STRICT);
const counted = summarise();
process.exitCode = status || counted;
rmSync(place, { recursive: true, force: true });

/** Prints the count; 1 when tests failed or none ran, whatever the runner says. */
function summarise() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    const unclean = status !== 0 && numFailedTests === 0 ? ' (but the run ended with errors, see above)' : '';
    console.log(`jianjia: ${numPassedTests} passed, ${numFailedTests} failed${skipped}${unclean}`);
    return numFailedTests > 0 || numPassedTests === 0 ? 1 : 0;
  } catch {
    console.log('jianjia: the tests did not run to their end');
    return 1;
  }
}
