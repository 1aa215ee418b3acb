import { argv } from 'node:process';
import { main } from './main.ts';

process.exitCode = await main(argv.slice(2));
