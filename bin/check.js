#!/usr/bin/env node
/**
 * `npm run check`: everything that can be said without a database, two at a time: format, lint, types, walls, unused code,
 * pure tests. Ends with 1 and names what failed.
 */
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, install, run } from './prepare.js';

install();
const at = (path) => join(ROOT, 'node_modules', path);

/** The longest first, so that two at a time end together. */
const CHECKS = [
  ['pure tests', at('vitest/vitest.mjs'), ['run', '--project', 'pure', '--reporter=agent']],
  ['types', at('typescript/bin/tsc'), ['-p', '.', '--pretty', 'false']],
  ['lint', at('oxlint/bin/oxlint'), ['--format', 'unix']],
  ['walls', join(ROOT, 'tools/guard/index.ts'), []],
  ['unused code', at('knip/bin/knip.js'), ['--no-progress']],
  ['format', at('oxfmt/bin/oxfmt'), ['--check', '.']],
];

const failed = [];
const waiting = [...CHECKS];
await Promise.all([worker(), worker()]);
console.log(failed.length === 0 ? 'check: all passed' : `check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function worker() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, file, args] = next;
    const start = performance.now();
    const { status, output } = await run(file, args, { show: false });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'passed' : 'FAILED'} ${name} (${seconds} s)`);
    if (status === 0) continue;
    failed.push(name);
    console.log(output.trimEnd());
  }
}
