import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foldCapitals, foldCode } from './index.ts';

describe('foldCode', () => {
  it('folds full width, ideographic blanks and trims', () => {
    expect(foldCode('\u3000１５０１０２－Ａa \t')).toBe('150102-Aa');
  });

  it('keeps the case; foldCapitals raises it', () => {
    expect(foldCode('aB')).toBe('aB');
    expect(foldCapitals('１１ｘ')).toBe('11X');
  });

  it('folding twice changes nothing more', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldCode(foldCode(text)) === foldCode(text)));
  });
});
