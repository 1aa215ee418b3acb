import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadStandards, ensureEvaluated } from '@jianjia/assessments/server';
import { ensureAppLogin } from '@jianjia/db';
import { signedIn } from '@jianjia/identity/testing';
import { chinaToday } from '@jianjia/kernel';
import { copyWorld } from '@jianjia/world';
import { questions, type Codes } from './desk-questions.ts';
import { type Recorded, replay } from './desk-replay.ts';
import {
  allRegisters,
  ms,
  say,
  scratchVault,
  settle,
  STANDARDS,
  withScratch,
  type Figure,
  type Scratch,
} from './kit.ts';

const SERVICE = fileURLToPath(new URL('../apps/server/bin/jianjia-server.js', import.meta.url));
const RECORDER = fileURLToPath(new URL('./record-statements.ts', import.meta.url));
const DIST = fileURLToPath(new URL('../apps/web/dist/desk/', import.meta.url));
const USERS = 20;
/** More accounts than users, each from an address of its own: the service limits what one may ask in a minute. */
const ACCOUNTS = 200;
const MINUTE = 60_000;

/** What the desk's answers cost over their own SQL at 20 users for a minute, and what its first load weighs. */
export async function deskFigures(scale: number): Promise<readonly Figure[]> {
  return [firstLoad(), ...(await answers(scale))];
}

/** What a first visit loads before its first chart: the application, and the overview with its choice of a standard. */
const FIRST = [
  'index.html',
  '../../modules/assessments/web/overview/page.tsx',
  '../../modules/assessments/web/overview/scheme-choice.tsx',
];

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** Compressed JavaScript of the first visit, by gzip, as the build's manifest knows it. */
function firstLoad(): Figure {
  const path = join(DIST, '../manifest.json');
  if (!existsSync(path)) throw new Error('the desk is not built: npm run build');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, Chunk>>;
  const loaded = new Set<string>();
  const load = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`the manifest has no ${key}`);
    if (loaded.has(chunk.file)) return;
    loaded.add(chunk.file);
    for (const imported of chunk.imports ?? []) load(imported);
  };
  for (const key of FIRST) load(key);
  const bytes = [...loaded].reduce((sum, file) => sum + statSync(join(DIST, '..', `${file}.gz`)).size, 0);
  return {
    name: 'first load of the desk: compressed JavaScript before the first chart',
    value: bytes / 1000,
    unit: 'kB',
    bound: { at: 'most', value: 350 },
    from: `${loaded.size} files, gzip`,
  };
}

async function answers(scale: number): Promise<readonly Figure[]> {
  return withScratch(async (scratch) => {
    const keys = join(scratch.dataDir, 'keys.json');
    say(`loading the demo city at scale ${scale} …`);
    const vault = scratchVault(scratch.dataDir);
    const counts = await copyWorld(scratch.owner, allRegisters, 'demo', { scale, vault });
    await ensureAppLogin(scratch.owner, scratch.database.url);
    await settle(scratch.owner);
    say('evaluating …');
    await ensureEvaluated(scratch.system, await loadStandards(STANDARDS), chinaToday(new Date()));
    await settle(scratch.owner);
    const codes = await codesOf(scratch);
    const tokens = await seats(scratch, codes);
    const asked = questions(codes);
    const record = join(scratch.dataDir, 'statements.ndjson');
    const statements = await recordAll(scratch.dataDir, keys, record, asked, tokens);
    const overHttp = await withService(scratch.dataDir, keys, {}, async (address) => {
      // Its first request writes a session's reach, once in an hour; a minute with 200 accounts is no hour.
      for (const turn of tokens.keys()) await ask(address, asked[0] ?? '', tokens, turn);
      return load(asked, (path, turn) => ask(address, path, tokens, turn));
    });
    const pool = scratch.database.pool('app');
    const byHand = await load(asked, (path) => replay(pool, statements.get(path) ?? []));
    return asked.map((path) => figure(path, overHttp.get(path) ?? [], byHand.get(path) ?? [], counts));
  });
}

function figure(path: string, http: number[], hand: number[], counts: ReadonlyMap<string, number>): Figure {
  const [one, other] = [percentile95(http), percentile95(hand)];
  return {
    name: `answer against its own SQL, p95 at ${USERS} users: ${path.replace(/\?.*/, '')}`,
    value: one / other,
    unit: '×',
    bound: { at: 'most', value: 1.5 },
    from: `${ms(one)} against ${ms(other)}; ${http.length} and ${hand.length} answers; ${counts.get('unions')} unions, ${counts.get('members')} members`,
  };
}

function percentile95(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}

/** Twenty users for a minute, each asking one question after another; every answer must be one. Milliseconds by question. */
async function load(
  asked: readonly string[],
  act: (path: string, turn: number) => Promise<void>,
): Promise<ReadonlyMap<string, number[]>> {
  const times = new Map<string, number[]>(asked.map((path) => [path, []]));
  const until = performance.now() + MINUTE;
  const user = async (first: number): Promise<void> => {
    for (let turn = first * 7; performance.now() < until; turn++) {
      const path = asked[turn % asked.length] ?? '';
      const start = performance.now();
      await act(path, turn);
      times.get(path)?.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: USERS }, (_, index) => user(index)));
  return times;
}

async function ask(address: string, path: string, tokens: readonly string[], turn: number): Promise<void> {
  const who = turn % tokens.length;
  const headers = { cookie: `jianjia=${tokens[who] ?? ''}`, 'x-forwarded-for': `10.1.0.${who}` };
  const answer = await fetch(`${address}${path}`, { headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
}

/** Which statements stand behind each question: asked once of a service that writes them down. */
async function recordAll(
  dataDir: string,
  keys: string,
  record: string,
  asked: readonly string[],
  tokens: readonly string[],
): Promise<ReadonlyMap<string, readonly Recorded[]>> {
  return withService(
    dataDir,
    keys,
    { NODE_OPTIONS: `--import ${RECORDER}`, JIANJIA_BENCH_RECORD: record },
    async (address) => {
      const found = new Map<string, readonly Recorded[]>();
      for (const path of asked) {
        rmSync(record, { force: true });
        await ask(address, path, tokens, 0);
        const lines = existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : [];
        found.set(
          path,
          lines.map((line) => JSON.parse(line) as Recorded),
        );
        if (lines.length === 0) throw new Error(`${path} sent no statement`);
      }
      return found;
    },
  );
}

/** The service as a process of its own on the benchmark's database. */
async function withService<T>(
  dataDir: string,
  keys: string,
  extra: Readonly<Record<string, string>>,
  work: (address: string) => Promise<T>,
): Promise<T> {
  mkdirSync(join(dataDir, 'uploads'), { recursive: true });
  const env = {
    ...process.env,
    ...extra,
    JIANJIA_DATA_DIR: dataDir,
    JIANJIA_KEYS_FILE: keys,
    JIANJIA_TRUST_PROXY: '127.0.0.1',
    DATABASE_URL: '',
  };
  const child = spawn(process.execPath, [SERVICE], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said: string[] = [];
  child.stderr.on('data', (piece: Buffer) => said.push(piece.toString()));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (piece: Buffer) => {
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(piece.toString()) ?? [];
        if (found) resolve(found);
      });
      void ended.then(() => reject(new Error(`the service ended: ${said.join('')}`)));
    });
    return await work(address);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function codesOf({ owner }: Scratch): Promise<Codes> {
  const found = await owner.query<{ kind: string; code: string }>(
    `select distinct on (kind) kind, union_code as code from organisations.union
     where dissolved_on is null order by kind, union_code`,
  );
  const of = (kind: string): string => found.rows.find((row) => row.kind === kind)?.code ?? '';
  return { city: of('city'), county: of('county'), union: of('enterprise') };
}

async function seats({ database, owner, system }: Scratch, { city }: Codes): Promise<readonly string[]> {
  const db = { owner, system, app: database.pool('app') };
  const tokens: string[] = [];
  while (tokens.length < ACCOUNTS) tokens.push((await signedIn(db, [{ role: 'city_officer', union: city }])).token);
  return tokens;
}
