import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isUscc, usccCheckCharacter } from './index.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const character = fc.constantFrom(...ALPHABET);
const WEIGHTS = Array.from({ length: 17 }, (_none, place) => 3 ** place % 31);
const valid = fc
  .array(character, { minLength: 17, maxLength: 17 })
  .map((body) => body.join('') + (usccCheckCharacter(body.join('')) ?? ''));

describe('isUscc (GB 32100)', () => {
  it.each(['91350100M000100Y43', '91110000802100433B', '12100000400010275N'])('takes %s', (text) => {
    expect(isUscc(text)).toBe(true);
  });

  it.each([
    ['', 'empty'],
    ['91350100M000100Y4', 'one short'],
    ['91350100M000100Y433', 'one long'],
    ['91350100M000100Y44', 'wrong check character'],
    ['91350100m000100y43', 'small letters'],
    ['91350100M0001O0Y43', 'letter O for zero'],
    ['９１350100M000100Y43', 'full width'],
    [' 91350100M000100Y4', 'blank'],
  ])('refuses %j: %s', (text) => {
    expect(isUscc(text)).toBe(false);
  });

  it('catches every single changed character', () => {
    fc.assert(
      fc.property(valid, fc.nat(17), character, (text, place, other) => {
        fc.pre(text[place] !== other);
        expect(isUscc(text)).toBe(true);
        expect(isUscc(text.slice(0, place) + other + text.slice(place + 1))).toBe(false);
      }),
    );
  });

  it('catches every swap of two neighbours of the first seventeen', () => {
    fc.assert(
      fc.property(valid, fc.nat(15), (text, place) => {
        const [left = '', right = ''] = [text[place], text[place + 1]];
        fc.pre(left !== right);
        expect(isUscc(text.slice(0, place) + right + left + text.slice(place + 2))).toBe(false);
      }),
    );
  });

  it('weighs as the standard says: 3 to the power of the place, modulo 31', () => {
    fc.assert(
      fc.property(valid, (text) => {
        const sum = WEIGHTS.reduce((all, weight, i) => all + ALPHABET.indexOf(text.charAt(i)) * weight, 0);
        expect((sum + ALPHABET.indexOf(text.slice(17))) % 31).toBe(0);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => typeof isUscc(text) === 'boolean'));
  });
});
