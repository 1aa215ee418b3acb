#!/usr/bin/env node
/** `npm start`: installs what is missing, then starts the database, the demo city on an empty one, and the service. */
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, install, run } from './prepare.js';

install();
const { status } = await run(join(ROOT, 'apps/cli/bin/jianjia.js'), ['start', ...process.argv.slice(2)]);
process.exitCode = status;
