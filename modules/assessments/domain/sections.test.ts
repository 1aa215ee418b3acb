import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadStandards } from '../server/standards.ts';
import { findSections, sectionsOf } from './sections.ts';

const standards = await loadStandards(fileURLToPath(new URL('../../../standards', import.meta.url)));

describe('the sections of a shipped track', () => {
  const tracks = standards.plan.tracks.map((planned) => [`${planned.scheme.id}.${planned.track.id}`, planned] as const);

  it.each(tracks)('%s: every item in one of them, headings as printed, none endless', (_id, planned) => {
    const sections = sectionsOf(planned);
    const places = sections.flatMap(({ items }) => items);
    expect(places.toSorted((left, right) => left - right)).toEqual(planned.items.map((_item, index) => index));
    for (const { path, title, items } of sections) {
      expect(title, path).toMatch(/^(?:[（(]?[一二三四五六七八九十]+|\d+[、.．]|附件)/u);
      expect(items.length).toBeLessThan(45);
      for (const place of items) expect(planned.items[place]?.item.at.startsWith(path)).toBe(true);
    }
  });
});

describe('sections', () => {
  const source = '一、组织\n（一）机构健全。有机构。\n（二）制度\n二、活动\n有活动。\n';

  it('begin where the paths of a track part, in the order of the document', () => {
    const found = findSections(source, ['二', '一/（一）', '一/（二）', '一/（一）']);
    expect(found).toEqual([
      { path: '一', title: '一、组织', items: [1, 2, 3] },
      { path: '二', title: '二、活动', items: [0] },
    ]);
  });

  it('of a track that stands under one heading are those below it', () => {
    expect(findSections(source, ['一/（二）', '一/（一）']).map(({ title }) => title)).toEqual([
      '（一）机构健全',
      '（二）制度',
    ]);
  });

  it('that hold too much are divided, and say under what they stand', () => {
    const paths = Array.from({ length: 41 }, (_, index) =>
      index === 0 ? '二' : index % 2 ? '一/（一）' : '一/（二）',
    );
    const found = findSections(source, [...paths, '一/（一）']);
    expect(found.map(({ title, items }) => `${title} ${items.length}`)).toEqual([
      '一、组织 · （一）机构健全 21',
      '一、组织 · （二）制度 20',
      '二、活动 1',
    ]);
  });

  it('without a printed heading are named by their path', () => {
    expect(findSections(source, ['三/1', '四/2']).map(({ title }) => title)).toEqual(['三', '四']);
  });
});
