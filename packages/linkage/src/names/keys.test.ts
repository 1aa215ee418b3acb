import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foldName, shapeKey, soundKey } from '../index.ts';
import { hashText } from '../spec/hash.ts';
import { LOOK_ALIKES } from './look-alikes.ts';
import { shapeHash } from './shape.ts';
import { soundHash } from './sound.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'红光宏末未日曰己巳（）() １1Aａ紅發-·㈱①é'), maxLength: 40 }),
);

describe('soundKey', () => {
  it.each([
    ['红光', 'hong guang'],
    ['宏光', 'hong guang'],
    ['绿源', 'lv yuan'],
    ['重庆', 'zhong qing'],
    ['ABC光1', 'A B C guang 1'],
    ['（）', ''],
  ])('%s sounds %s', (text, key) => {
    expect(soundKey(text)).toBe(key);
  });

  it('keeps 西安 from 先, and n from l', () => {
    expect(soundKey('西安')).not.toBe(soundKey('先'));
    expect(soundKey('南宁')).not.toBe(soundKey('蓝领'));
  });

  it('gives each character one sound wherever it stands', () => {
    const names = fc.string({ unit: fc.constantFrom(...'重行长乐朝阳银庆大夫红光'), minLength: 1, maxLength: 8 });
    fc.assert(fc.property(names, names, (a, b) => soundKey(a + b) === `${soundKey(a)} ${soundKey(b)}`));
  });
});

describe('shapeKey', () => {
  it.each([
    ['未来', '末来'],
    ['日昌', '曰昌'],
    ['已任', '己任'],
    ['王器', '玉器'],
    ['准海', '淮海'],
    ['茶香', '荼香'],
    ['冶金', '治金'],
    ['O1Z', '0I2'],
  ])('%s looks like %s', (a, b) => {
    expect(shapeKey(a)).toBe(shapeKey(b));
  });

  it('leaves other characters alone', () => {
    expect(shapeKey('宏光贸')).toBe('宏光贸');
    expect(shapeKey('红光')).not.toBe(shapeKey('宏光'));
  });
});

describe('the table of look-alikes', () => {
  it('has some hundreds of groups of two or more', () => {
    expect(LOOK_ALIKES.length).toBeGreaterThan(250);
    expect(LOOK_ALIKES.filter((group) => [...group].length < 2)).toEqual([]);
  });

  it('has no character in two groups, or the key would depend on the order', () => {
    const characters = LOOK_ALIKES.flatMap((group) => [...group]);
    expect(characters.filter((character, index) => characters.indexOf(character) !== index)).toEqual([]);
  });

  it('has only what folding leaves', () => {
    expect(LOOK_ALIKES.filter((group) => foldName(group) !== group)).toEqual([]);
  });
});

describe('keys of anything', () => {
  it('never throw, and do not change by folding first', () => {
    fc.assert(
      fc.property(texts, texts, (text, other) => {
        expect(soundKey(foldName(text))).toBe(soundKey(text));
        expect(shapeKey(foldName(text))).toBe(shapeKey(text));
        expect(shapeKey(shapeKey(text))).toBe(shapeKey(text));
        const folded = foldName(text);
        expect(soundHash(folded) === soundHash(foldName(other))).toBe(soundKey(text) === soundKey(other));
        expect(shapeHash(folded)).toBe(folded === '' ? 0 : hashText(shapeKey(text)));
      }),
    );
  });
});
