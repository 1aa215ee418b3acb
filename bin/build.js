#!/usr/bin/env node
/** `npm run build`: the desk as files for the service to send; does nothing when they are those of these sources. */
import process from 'node:process';
import { buildDesk, install } from './prepare.js';

install();
process.exitCode = await buildDesk();
