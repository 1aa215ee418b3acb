import type { LinkageSpec } from '../spec/spec.ts';
import { branch } from './comparisons/branch.ts';
import { brand } from './comparisons/brand.ts';
import { code } from './comparisons/code.ts';
import { address, phone, representative } from './comparisons/contact.ts';
import { form } from './comparisons/form.ts';
import { division, namePlace } from './comparisons/places.ts';
import { trade } from './comparisons/trade.ts';
import { wholeName } from './comparisons/whole-name.ts';
import { encodeEmployer } from './encode.ts';
import { AT, EMPLOYER_WORDS, TOKENS } from './layout.ts';
import { branch as kin, employerRules } from './rules.ts';

/** Employers of Chinese registers: names taken apart, credit codes, places. */
export const employers: LinkageSpec = {
  id: 'employers',
  width: EMPLOYER_WORDS,
  encode: encodeEmployer,
  terms: [
    { family: 1, word: AT.codeHash, count: AT.codeCount, usual: 2 },
    { family: 2, word: AT.brand, count: AT.brandCount, usual: 8 },
    { family: 4, word: AT.core, count: AT.coreCount, usual: 8 },
    { family: 5, word: AT.sound, count: AT.soundCount, usual: 8 },
    { family: 6, word: AT.house, count: AT.houseCount, usual: 8 },
    ...Array.from({ length: TOKENS }, (_, token) => ({
      family: 3,
      word: AT.tokens + token,
      count: AT.tokenCounts + token,
      usual: 1000,
    })),
  ],
  rules: employerRules,
  kin,
  comparisons: [code, brand, trade, form, branch, wholeName, namePlace, division, address, phone, representative],
};
