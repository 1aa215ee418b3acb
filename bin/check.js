#!/usr/bin/env node
/**
 * `npm run check`: everything that can be said without a database, two at a time: format, lint, types, walls, unused code,
 * pure tests. Ends with 1 and names what failed.
 */
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, STRICT, install, run } from './prepare.js';

install();
const at = (path) => join(ROOT, 'node_modules', path);

/** The longest first, so that two at a time end together. */
const CHECKS = [
  { name: 'pure tests', file: at('vitest/vitest.mjs'), args: ['run', '--project', 'pure', '--reporter=agent'] },
  { name: 'types', file: at('typescript/bin/tsc'), args: ['-p', '.', '--pretty', 'false'] },
  { name: 'types of the desk', file: at('typescript/bin/tsc'), args: ['-p', 'tsconfig.web.json', '--pretty', 'false'] },
  { name: 'types of the journeys', file: at('typescript/bin/tsc'), args: ['-p', 'e2e', '--pretty', 'false'] },
  { name: 'lint', file: at('oxlint/bin/oxlint'), args: ['--format', 'unix'] },
  { name: 'walls', file: join(ROOT, 'tools/guard/index.ts'), args: [] },
  { name: 'unused code', file: at('knip/bin/knip.js'), args: ['--no-progress'] },
  { name: 'format', file: at('oxfmt/bin/oxfmt'), args: ['--check', '.'] },
];

const failed = [];
const waiting = [...CHECKS];
await Promise.all([worker(), worker()]);
console.log(failed.length === 0 ? 'check: all passed' : `check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function worker() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { name, file, args } = next;
    const start = performance.now();
    const { status, output } = await run(file, args, { ...STRICT, show: false });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'passed' : 'FAILED'} ${name} (${seconds} s)`);
    if (status === 0) continue;
    failed.push(name);
    console.log(output.trimEnd());
  }
}
