#!/usr/bin/env node
/** The service as a process of its own; `jianjia serve` starts it. */
import { argv } from 'node:process';
import { main } from '../src/index.ts';

process.exitCode = await main(argv.slice(2));
