import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const WEB = join(ROOT, 'apps/web');
const STAMP = join(WEB, 'dist/.sources');
/** Whatever the build may read: too much costs a build of five seconds, too little leaves an old page. */
const SOURCES = [
  'apps/web/{src,build}/**/*.{ts,tsx,css}',
  'apps/web/{index.html,vite.config.ts}',
  'packages/*/src/**/*.{ts,tsx,css}',
  'modules/*/{contract,domain,web}/**/*.{ts,tsx,css}',
  '{packages,modules,apps}/*/package.json',
  'docs/glossary.yaml',
  'package-lock.json',
];

/** Identity of everything the desk is built from. */
function sourcesId(): string {
  const files = SOURCES.flatMap((pattern) =>
    globSync(pattern, { cwd: ROOT, exclude: (path) => path === 'node_modules' }),
  );
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  return hash.digest('hex');
}

const id = sourcesId();
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== id) {
  process.stderr.write('正在生成网页（几秒钟）……\n');
  await build({ configFile: join(WEB, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(STAMP, id);
}
