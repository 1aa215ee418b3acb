import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isOrganisationCode, organisationCodeCheckCharacter } from './index.ts';

describe('isOrganisationCode (GB 11714)', () => {
  it.each(['D2143569-X', 'D2143569X', '802100433', '80210043-3', '400010275'])('takes %s', (text) => {
    expect(isOrganisationCode(text)).toBe(true);
  });

  it.each(['', 'D2143569-1', 'd2143569-X', 'D214356-9X', '80210043', '8021004333', '8021004-33', 'D2143569--X'])(
    'refuses %j',
    (text) => {
      expect(isOrganisationCode(text)).toBe(false);
    },
  );

  it('catches every single changed digit', () => {
    const digits = fc.stringMatching(/^[0-9]{8}$/);
    fc.assert(
      fc.property(digits, fc.nat(7), fc.nat(9), (body, place, digit) => {
        fc.pre(body[place] !== String(digit));
        const text = body + (organisationCodeCheckCharacter(body) ?? '');
        expect(isOrganisationCode(text)).toBe(true);
        expect(isOrganisationCode(text.slice(0, place) + String(digit) + text.slice(place + 1))).toBe(false);
      }),
    );
  });
});
