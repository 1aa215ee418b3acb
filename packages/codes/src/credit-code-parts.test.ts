import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  creditCodeParts,
  organisationCodeCheckCharacter,
  registrationCheckDigit,
  usccCheckCharacter,
} from './index.ts';

const inner = `MA2NA0B1${organisationCodeCheckCharacter('MA2NA0B1') ?? ''}`;
const body = `91340824${inner}`;
const uscc = body + (usccCheckCharacter(body) ?? '');
const number = `34080000001234${registrationCheckDigit('34080000001234') ?? ''}`;

describe('creditCodeParts', () => {
  it.each([
    [uscc, { uscc, organisation: inner, registration: null, region: '340824' }],
    [` ${uscc.toLowerCase()} `, { uscc, organisation: inner, registration: null, region: '340824' }],
    [uscc.replace('0', 'O'), { uscc, organisation: inner, registration: null, region: '340824' }],
    [`${uscc.slice(0, 8)} ${uscc.slice(8)}`, { uscc, organisation: inner, registration: null, region: '340824' }],
    [`81${uscc.slice(2)}`, { uscc: null, organisation: inner, registration: null, region: '340824' }],
    [`${uscc.slice(0, 9)}Q${uscc.slice(10)}`, { uscc: null, organisation: null, registration: null, region: '340824' }],
    [inner, { uscc: null, organisation: inner, registration: null, region: null }],
    [`${inner.slice(0, 8)}-${inner.slice(8)}`, { uscc: null, organisation: inner, registration: null, region: null }],
    [number, { uscc: null, organisation: null, registration: number, region: '340800' }],
    [`${number.slice(0, 14)}x`, { uscc: null, organisation: null, registration: null, region: null }],
    ['', { uscc: null, organisation: null, registration: null, region: null }],
    ['无', { uscc: null, organisation: null, registration: null, region: null }],
    ['9'.repeat(100_000), { uscc: null, organisation: null, registration: null, region: null }],
  ])('takes %.40s apart', (text, parts) => {
    expect(creditCodeParts(text)).toEqual(parts);
  });

  it('never throws, and what it says checks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 24 }), (text) => {
        const parts = creditCodeParts(text);
        if (parts.uscc !== null) expect(creditCodeParts(parts.uscc).uscc).toBe(parts.uscc);
      }),
    );
  });
});
