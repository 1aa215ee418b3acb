import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of a test's own. */
export interface TestFolder {
  readonly path: string;
  /** Writes a file and returns its path; lines are joined by LF. */
  write(name: string, content: string | readonly string[] | Uint8Array): Promise<string>;
  /** Every file of a subfolder by name. */
  read(folder: string): Promise<Readonly<Record<string, string>>>;
  remove(): Promise<void>;
}

export async function testFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), '建家 registers-'));
  return {
    path,
    async write(name, content) {
      const file = join(path, name);
      await writeFile(file, Array.isArray(content) ? `${content.join('\n')}\n` : (content as string | Uint8Array));
      return file;
    },
    async read(folder) {
      const files: Record<string, string> = {};
      for (const name of await readdir(join(path, folder))) {
        files[name] = await readFile(join(path, folder, name), 'latin1');
      }
      return files;
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** Rows that most tests start from: a city, an enterprise union below it, and its employer. */
export const UNIONS = [
  'union_code,name,parent_code,kind,division_code,founded_on',
  'C1,示例市总工会,,city,3408,2000-01-01',
  'E1,示例机械有限公司工会,C1,企业工会,340802,2020-02-29',
];
export const USCC = '91340800MA0000001P';
export const EMPLOYERS = ['uscc,name,division_code,sector,union_code', `${USCC},示例机械有限公司,340802,private,E1`];
export const MEMBER_HEADER = 'member_no,union_code,uscc,name,id_type,id_number,born_on,joined_on,left_on,updated_on';
