import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from './folder.ts';

const place = mkdtempSync(join(tmpdir(), 'jianjia-folder-'));

afterAll(() => rmSync(place, { recursive: true, force: true }));

test('a folder is made with those above it, and once more is no fault', () => {
  const folder = join(place, '台账 一', 'deep', 'down');
  makeFolder(folder);
  makeFolder(`${folder}/`);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test('a file in the way is told', () => {
  const file = join(place, 'file');
  writeFileSync(file, '');
  symlinkSync(join(place, 'nowhere'), join(place, 'dangling'));
  expect(() => makeFolder(file)).toThrow(`无法建立文件夹 ${file}：路径中有一段是文件，不是文件夹。`);
  expect(() => makeFolder(join(file, 'below'), { called: '数据目录', advice: '换一个。' })).toThrow(
    /^无法建立数据目录 .*below：路径中有一段是文件，不是文件夹。换一个。$/,
  );
  expect(() => makeFolder(join(place, 'dangling'))).toThrow('无法建立文件夹');
});

test.runIf(process.platform === 'linux')('where no folder can be, the answer comes at once', () => {
  expect(() => makeFolder('/proc/none/here')).toThrow(
    '无法建立文件夹 /proc/none/here：该位置不能新建文件夹。请检查该位置的写入权限和磁盘空间，或换一个位置。',
  );
});
