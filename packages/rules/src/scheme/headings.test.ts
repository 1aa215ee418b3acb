import { describe, expect, it } from 'vitest';
import { headingFinder } from './headings.ts';

const SOURCE = `某市总工会文件

一、总体要求
加强建设。
（一）抓基础。按时换届。
(二)抓制度
附件1：

二、组织规范
（三）网络健全。覆盖单位。
三、制度规范：
（三）学习培训制度健全。每年一次。
1、组织健全，职责明确，台账齐全，管理规范，会员满意，作用明显，服务到位。
`;

describe('the heading of a path', () => {
  const find = headingFinder(SOURCE);

  it.each([
    ['一', '一、总体要求'],
    ['一/（一）', '（一）抓基础'],
    ['一/（二）', '(二)抓制度'],
    ['附件1', '附件1'],
    ['附件1/二', '二、组织规范'],
    // Not （三）, which stands before it.
    ['附件1/三', '三、制度规范'],
    ['附件1/三/（三）', '（三）学习培训制度健全'],
    // A sentence, no heading.
    ['附件1/三/（三）/1', null],
    ['附件9', null],
    ['附件1/三/（九）', null],
  ])('%s: %s', (path, title) => expect(find(path).title).toBe(title));

  it('tells the order of the document', () => {
    const places = ['一', '一/（一）', '附件1', '附件1/二', '附件1/三', '附件1/三/（三）'].map(
      (path) => find(path).from,
    );
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(new Set(places).size).toBe(places.length);
  });
});
