import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_CONTENT } from '@jianjia/vault';

const COMMAND = fileURLToPath(new URL('../../bin/jianjia.js', import.meta.url));

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The published keys: tests leave no key file behind. */
export const DEMO_KEYS = { JIANJIA_KEYS: JSON.stringify(DEMO_CONTENT), JIANJIA_DEMO: '1' };

interface Options {
  /** Stop reading after so many lines. */
  readonly lines?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Kill the process (SIGKILL) when it says this on standard error. */
  readonly killAt?: string;
}

/**
 * Runs the real command as a process of its own on a database: the address of one, or a data directory for one of its own.
 */
export function run(database: string, args: readonly string[], options: Options = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const where = database.includes('://')
      ? { DATABASE_URL: database }
      : { DATABASE_URL: '', JIANJIA_DATA_DIR: database };
    const env = { ...process.env, ...DEMO_KEYS, ...where, NO_COLOR: '1', ...options.env };
    const child = spawn(process.execPath, [COMMAND, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece;
      if (options.lines !== undefined && out.split('\n').length > options.lines) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      err += piece;
      if (options.killAt !== undefined && err.includes(options.killAt)) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err }));
  });
}

/** Four unions as a person would type them: of 10 workers 8 are members, two of these not verified. */
export const COUNTY: Readonly<Record<string, string>> = {
  'unions.csv':
    'union_code,name,parent_code,kind,division_code,founded_on\n' +
    'CITY,示例市总工会,,city,1501,2000-01-01\n' +
    'COUNTY,示例区总工会,CITY,county,150102,2000-01-01\n' +
    'TOWN,示例街道工会,COUNTY,township,150102001,2001-01-01\n' +
    'WORKS,"示例机械<b>有限公司工会",TOWN,enterprise,150102001,2010-05-01\n',
  'employers.csv':
    'uscc,name,division_code,sector,union_code\n91150172XD0005NH7R,示例机械有限公司,150102001,private,WORKS\n',
  'workforce.csv': '统一社会信用代码,截止日期,职工总数\n91150172XD0005NH7R,2025-12-31,10\n',
  'members.csv': `member_no,union_code,uscc,name,id_type,joined_on,verified_on,updated_on\n${members()}`,
};

function members(): string {
  const rows = Array.from({ length: 8 }, (_, index) => {
    const verified = index < 6 ? '2026-01-01' : '';
    return `M${index},WORKS,91150172XD0005NH7R,示例会员,other,2020-01-01,${verified},2026-06-01\n`;
  });
  return rows.join('');
}

/** Writes files into a new folder and answers its path. */
export function folderOf(parent: string, name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}
