import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOME = fileURLToPath(new URL('../../', import.meta.url));
const CRUISER = join(HOME, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const RULES = join(HOME, '.dependency-cruiser.mjs');
const FOLDERS = ['packages', 'modules', 'apps', 'db', 'bench', 'e2e', 'tools'];

interface Cruise {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly unknown[] }[];
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

export interface GuardReport {
  /** Sources read, and imports found in them. */
  readonly read: number;
  readonly imports: number;
  /** One line each: rule, from, to. */
  readonly trespasses: readonly string[];
  /** Sources on disk that the cruiser did not read: it would have passed them unseen. */
  readonly unread: readonly string[];
}

/** Checks every import of a checkout against the walls in `.dependency-cruiser.mjs`. */
export async function guard(root: string): Promise<GuardReport> {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const output = await cruise(root, ['--config', RULES, '--output-type', 'json', ...folders]);
  const { modules, summary } = JSON.parse(output) as Cruise;
  const sources = sourcesIn(root, folders);
  const found = new Map(modules.map((module) => [module.source.replaceAll('\\', '/'), module]));
  return {
    read: sources.filter((source) => found.has(source)).length,
    imports: sources.reduce((sum, source) => sum + (found.get(source)?.dependencies.length ?? 0), 0),
    trespasses: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    unread: sources.filter((source) => !found.has(source)),
  };
}

/** What is wrong with a report, in words; empty when all is well. A cruiser that reads nothing finds nothing. */
export function complaints(report: GuardReport): readonly string[] {
  const lines = [...report.trespasses];
  for (const source of report.unread) lines.push(`not read: ${source}`);
  if (report.read < 20) lines.push(`suspiciously few sources read: ${report.read}`);
  if (report.imports < report.read)
    lines.push(`suspiciously few imports found: ${report.imports} in ${report.read} sources`);
  return lines;
}

function sourcesIn(root: string, folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: (path) => /(^|[\\/])node_modules$/.test(path) })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => !path.includes('node_modules/') && !path.includes('/dist/') && !path.endsWith('.d.ts')),
  );
}

/** The cruiser exits with the number of violations; only output that is no report is a failure of the tool. */
function cruise(root: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CRUISER, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => output.push(piece));
    child.stderr.on('data', (piece: Buffer) => errors.push(piece));
    child.on('error', reject);
    child.on('close', () => {
      const text = Buffer.concat(output).toString('utf8');
      if (text.startsWith('{')) resolve(text);
      else
        reject(new Error(`dependency-cruiser did not run: ${Buffer.concat(errors).toString('utf8').trim()} ${text}`));
    });
  });
}
