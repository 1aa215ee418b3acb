#!/usr/bin/env node
/** `npm start`: installs what is missing, then starts the database, the demo city on an empty one, and the service. */
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, install, run } from './prepare.js';

install();
const command = join(ROOT, 'apps/cli/bin/jianjia.js');
const { status } = await run(command, ['start', ...process.argv.slice(2)], { tied: true });
process.exitCode = status;
