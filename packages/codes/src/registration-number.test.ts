import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isRegistrationNumber, registrationCheckDigit } from './index.ts';

describe('isRegistrationNumber (GS 15-2006)', () => {
  it.each(['110108000000016', '340800000012344'])('takes %s', (text) => {
    expect(registrationCheckDigit(text)).toBe(text.charAt(14));
    expect(isRegistrationNumber(text)).toBe(true);
  });

  it.each(['', '11010800000001', '1101080000000160', '110108000000017', '11010800000001X', '１10108000000016'])(
    'refuses %j',
    (text) => {
      expect(isRegistrationNumber(text)).toBe(false);
    },
  );

  it('weighs as ISO 7064 MOD 11,10 says: the last sum is 1 modulo 10', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{14}$/), (body) => {
        const whole = body + (registrationCheckDigit(body) ?? '');
        let product = 10;
        for (const digit of whole.slice(0, 14)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
        expect((product + Number(whole[14])) % 10).toBe(1);
      }),
    );
  });

  it('catches every single changed digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{14}$/), fc.nat(14), fc.nat(9), (body, place, digit) => {
        const whole = body + (registrationCheckDigit(body) ?? '');
        fc.pre(whole[place] !== String(digit));
        expect(isRegistrationNumber(whole)).toBe(true);
        expect(isRegistrationNumber(whole.slice(0, place) + String(digit) + whole.slice(place + 1))).toBe(false);
      }),
    );
  });
});
