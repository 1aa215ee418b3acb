import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isResidentId, residentIdBirthDate, residentIdCheckCharacter, residentIdGender } from './index.ts';

/** Numbers of the standard's own annex; they belong to nobody. */
const EXAMPLES = ['11010519491231002X', '440524188001010014'];

const born = fc.date({
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('2099-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const valid = fc
  .record({ area: fc.stringMatching(/^[1-8][0-9]{5}$/), born, serial: fc.stringMatching(/^[0-9]{3}$/) })
  .map(({ area, born: day, serial }) => {
    const body = area + day.toISOString().slice(0, 10).replaceAll('-', '') + serial;
    return body + (residentIdCheckCharacter(body) ?? '');
  });

/** A number with a right check character for any 17 digits. */
const closed = (body: string) => body + (residentIdCheckCharacter(body) ?? '');

describe('isResidentId (GB 11643)', () => {
  it.each(EXAMPLES)('takes the standard’s example %s', (text) => {
    expect(isResidentId(text)).toBe(true);
  });

  it('takes a small x and a number of Hong Kong', () => {
    expect(isResidentId('11010519491231002x')).toBe(true);
    expect(isResidentId(closed('81000019900101001'))).toBe(true);
  });

  it.each([
    ['110105194912310021', 'wrong check digit'],
    ['11010519491231002', 'one short'],
    ['110105491231002', 'fifteen digits of before 1999'],
    ['1101051949123100２X', 'full width'],
    ['11010519491231002-', 'no digit at the end'],
    [closed('11010519490229002'), '29 February of a common year'],
    [closed('11010519491331002'), 'month 13'],
    [closed('11010519490431002'), '31 April'],
    [closed('11010500000000002'), 'no date'],
  ])('refuses %j: %s', (text) => {
    expect(isResidentId(text)).toBe(false);
  });

  it('takes the leap day of a leap year', () => {
    expect(isResidentId(closed('11010520000229002'))).toBe(true);
  });

  it('catches every single changed digit, the check digit too', () => {
    fc.assert(
      fc.property(valid, fc.nat(17), fc.constantFrom(...'0123456789X'), (text, place, other) => {
        fc.pre(text[place] !== other);
        expect(isResidentId(text)).toBe(true);
        expect(isResidentId(text.slice(0, place) + other + text.slice(place + 1))).toBe(false);
      }),
    );
  });

  it('catches every swap of two neighbours', () => {
    fc.assert(
      fc.property(valid, fc.nat(15), (text, place) => {
        const [left = '', right = ''] = [text[place], text[place + 1]];
        fc.pre(left !== right);
        expect(isResidentId(text.slice(0, place) + right + left + text.slice(place + 2))).toBe(false);
      }),
    );
  });

  it('reads birth date and gender', () => {
    fc.assert(
      fc.property(valid, (text) => {
        expect(residentIdBirthDate(text)?.replaceAll('-', '')).toBe(text.slice(6, 14));
        expect(residentIdGender(text)).toBe(Number(text[16]) % 2 === 1 ? 'male' : 'female');
      }),
    );
    expect(residentIdBirthDate('x')).toBeNull();
    expect(residentIdGender('x')).toBeNull();
  });

  it('weighs as the standard says: the whole number is 1 modulo 11, place i counting 2^(18-i)', () => {
    fc.assert(
      fc.property(valid, (text) => {
        const digits = [...text].map((one) => (one === 'X' ? 10 : Number(one)));
        expect(digits.reduce((all, digit, i) => all + digit * 2 ** (17 - i), 0) % 11).toBe(1);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => typeof isResidentId(text) === 'boolean'),
    );
  });
});
