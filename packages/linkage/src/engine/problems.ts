import { Problem } from '@jianjia/kernel';

export function unreadable(file: string, reason: string, line: number | null = null): Problem {
  const where = line === null ? '' : `第 ${line} 行：`;
  return new Problem('linkage.unreadable', 'invalid', `${file} 无法读取：${where}${reason}`, { file, line });
}

export function noFile(file: string): Problem {
  return new Problem('linkage.noFile', 'missing', `找不到文件 ${file}。请检查路径。`, { file });
}

export function noColumn(file: string, titles: string): Problem {
  return new Problem(
    'linkage.noColumn',
    'invalid',
    `${file} 的表头里没有${titles}。第一行要写栏目名，至少有 id（编号）和 name（名称）两栏。`,
    { file },
  );
}

export function repeatedColumn(file: string, title: string): Problem {
  return new Problem('linkage.repeatedColumn', 'invalid', `${file} 的表头里“${title}”出现了不止一次。请只留一列。`, {
    file,
  });
}

export function noRows(file: string): Problem {
  return new Problem(
    'linkage.noRows',
    'invalid',
    `${file} 没有一行可以比对：文件是空的，或每一行都有错。请检查导出的内容。`,
    { file },
  );
}
