#!/usr/bin/env node
/** `npm start`: installs what is missing, builds the desk, then starts the database, the demo city on an empty one, and the service. */
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, buildDesk, install, run } from './prepare.js';

install();
const command = join(ROOT, 'apps/cli/bin/jianjia.js');
const built = await buildDesk();
const { status } =
  built === 0 ? await run(command, ['start', ...process.argv.slice(2)], { tied: true }) : { status: built };
process.exitCode = status;
