#!/usr/bin/env node
/**
 * `npm run test:attack`: the randomised attack on reach with all its 20,000 attempts (a couple of minutes); `npm test`
 * makes fewer.
 */
import process from 'node:process';

process.env.JIANJIA_ATTACKS ??= '20000';
process.argv.push('apps/server/src/attack.reach.db.test.ts');
await import('./test.js');
