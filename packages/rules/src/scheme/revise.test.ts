import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decimal } from './decimal.ts';
import { loadScheme, noFormulaChecks } from './load.ts';
import { reviseTrackText } from './revise.ts';
import { thresholdsOf, withThreshold } from './thresholds.ts';
import type { Indicator, Scheme, SchemeFiles } from './types.ts';

const TEXT = `# 企业工会
track: enterprise
items:
  # 入会
  - id: join-rate # 编号
    at: 六/1
    quote: 职工入会率达到 80% 以上
    measure: members.join_rate
    at_least: 80% # 原文如此
  - id: meetings
    at: 六/2
    quote: 全委会每年 3 或 5 次
    measure: meetings.yearly(plenary)
    one_of: [3, 5]
    mandatory: false
  - id: mechanism
    at: 六/3
    quote: 有机制
    any:
      - measure: documents.rule(协商)
        at_least: 1
      - measure: agreements.rate
        at_least: { parameter: target }
  - { id: short, at: 六/4, quote: 有制度, measure: documents.rule(制度), at_least: 1 }
`;

describe('the text of a track file', () => {
  test('changes where it is told to, and nowhere else', () => {
    const revised = reviseTrackText(TEXT, [
      { item: 'join-rate', thresholds: { at_least: '85.5%' }, mandatory: false },
      { item: 'meetings', thresholds: { 'one_of.1': '6' }, mandatory: true },
      { item: 'mechanism', thresholds: { 'any.1.at_least': '95%', 'any.0.at_least': '2' } },
      { item: 'short', thresholds: {}, mandatory: false },
    ]);
    expect(revised).toBe(
      TEXT.replace('join-rate # 编号', 'join-rate # 编号\n    mandatory: false')
        .replace('at_least: 80% #', 'at_least: 85.5% #')
        .replace('[3, 5]', '[3, 6]')
        .replace('mandatory: false\n  - id: mechanism', 'mandatory: true\n  - id: mechanism')
        .replace('(协商)\n        at_least: 1', '(协商)\n        at_least: 2')
        .replace('{ parameter: target }', '95%')
        .replace('{ id: short,', '{ id: short, mandatory: false,'),
    );
  });

  test('without changes stays as it is, whatever its line ends', () => {
    expect(reviseTrackText(TEXT, [])).toBe(TEXT);
    const windows = TEXT.replaceAll('\n', '\r\n');
    expect(reviseTrackText(windows, [{ item: 'join-rate', thresholds: { at_least: '1%' } }])).toBe(
      windows.replace('at_least: 80%', 'at_least: 1%'),
    );
  });

  test('has no other items and thresholds', () => {
    expect(() => reviseTrackText(TEXT, [{ item: 'none', thresholds: {} }])).toThrow(RangeError);
    expect(() => reviseTrackText(TEXT, [{ item: 'join-rate', thresholds: { at_most: '1' } }])).toThrow(RangeError);
  });
});

const SCHEMES = new URL('../../../../standards/schemes/', import.meta.url);

function folderOf(name: string): SchemeFiles {
  const files = Object.fromEntries(
    readdirSync(new URL(`${name}/`, SCHEMES)).map((file) => [
      file,
      readFileSync(new URL(`${name}/${file}`, SCHEMES), 'utf8'),
    ]),
  );
  return { folder: name, files };
}

const indicators = (scheme: Scheme, track: string): readonly Indicator[] =>
  scheme.tracks.find(({ id }) => id === track)?.items.filter((item) => item.as === 'indicator') ?? [];

test.each(readdirSync(SCHEMES))(
  '%s: the revised file says of every threshold what the revised criterion says',
  (name) => {
    const folder = folderOf(name);
    const { scheme } = loadScheme(folder, noFormulaChecks);
    if (!scheme) throw new Error(`${name} does not load`);
    let seen = 0;
    for (const track of scheme.tracks) {
      const changed = indicators(scheme, track.id).map(({ id, criterion, mandatory }) => {
        const places = thresholdsOf(criterion).map(({ place }) => place);
        seen += places.length;
        const wanted = places.reduce(
          (result, place) => withThreshold(result, place, { kind: 'decimal', ...decimal('37%') }),
          criterion,
        );
        const thresholds = Object.fromEntries(places.map((place) => [place, '37%']));
        return { revision: { item: id, thresholds, mandatory: !mandatory }, wanted };
      });
      const text = reviseTrackText(
        folder.files[track.file] ?? '',
        changed.map(({ revision }) => revision),
      );
      const again = loadScheme({ ...folder, files: { ...folder.files, [track.file]: text } }, noFormulaChecks);
      expect(again.errors).toEqual([]);
      const found = indicators(again.scheme as Scheme, track.id);
      expect(found.map(({ criterion, mandatory }) => ({ criterion, mandatory }))).toEqual(
        changed.map(({ revision, wanted }) => ({ criterion: wanted, mandatory: revision.mandatory })),
      );
    }
    expect(seen).toBeGreaterThan(0);
  },
);
