/**
 * Loaded before the service (`node --import`): writes every statement that the role of requests sends to the file that
 * JIANJIA_BENCH_RECORD names, so that the benchmark can send the same by hand.
 */
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import pg from 'pg';

const file = process.env['JIANJIA_BENCH_RECORD'] ?? '';
type Query = (this: pg.Client & { user?: string }, ...given: unknown[]) => unknown;
const original = pg.Client.prototype.query as unknown as Query;

pg.Client.prototype.query = function record(this: pg.Client & { user?: string }, ...given: unknown[]) {
  const [first, second] = given;
  if (file !== '' && this.user?.endsWith('_login') === true) {
    const config = typeof first === 'object' && first !== null ? (first as pg.QueryConfig) : { text: String(first) };
    const values = Array.isArray(second) ? (second as unknown[]) : (config.values ?? []);
    appendFileSync(file, `${JSON.stringify({ text: config.text, values })}\n`);
  }
  return original.apply(this, given);
} as unknown as typeof pg.Client.prototype.query;
