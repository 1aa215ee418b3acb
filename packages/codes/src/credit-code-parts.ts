import { foldCapitals } from './fold.ts';
import { isOrganisationCode } from './organisation-code.ts';
import { isRegistrationNumber } from './registration-number.ts';
import { isUscc } from './uscc.ts';

/** What a cell of a register that is meant to hold a code says for sure; null for what it does not say. */
export interface CreditCodeParts {
  /** The whole code of 18 characters, its check character right. */
  readonly uscc: string | null;
  /** 组织机构代码, nine characters, its check character right: positions 9–17 of the credit code, or given alone. */
  readonly organisation: string | null;
  /** 工商注册号 of fifteen digits, its check digit right. */
  readonly registration: string | null;
  /** Division of the registrar, six digits: of the credit code (right or wrong) or of the registration number. */
  readonly region: string | null;
}

/** Letters that GB 32100 leaves out for their likeness to digits, and hyphens or blanks between groups. */
const LIKE_DIGITS: Readonly<Record<string, string>> = { I: '1', O: '0', S: '5', Z: '2' };
const GAPS = /[\s\-—–_.'`’]/g;

/** A cell longer than this holds no code. */
const LONGEST = 40;

/**
 * Takes a credit code, an old registration number or an organisation code apart, whatever the width, case and blanks.
 * A credit code with one wrong character still says its organisation code when that part checks; the letters I, O, S,
 * Z, which no credit code has, are read as the digits they look like. Never throws.
 */
export function creditCodeParts(text: string): CreditCodeParts {
  const code = text.length > LONGEST ? '' : isPlain(text) ? text : foldCapitals(text).replaceAll(GAPS, '');
  if (code.length === 15) return ofRegistration(code);
  if (code.length === 9) return { ...NOTHING, organisation: isOrganisationCode(code) ? code : null };
  if (code.length !== 18) return NOTHING;
  const isRight = isUscc(code);
  const read = isRight ? code : code.replaceAll(/[IOSZ]/g, (letter) => LIKE_DIGITS[letter] ?? letter);
  const organisation = read.slice(8, 17);
  const region = read.slice(2, 8);
  return {
    uscc: isRight || isUscc(read) ? read : null,
    organisation: isOrganisationCode(organisation) ? organisation : null,
    registration: null,
    region: /^\d{6}$/.test(region) ? region : null,
  };
}

/** Whether a text is nothing but digits and capitals, as nearly all codes are: then there is nothing to fold. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x30 || unit > 0x5a || (unit > 0x39 && unit < 0x41)) return false;
  }
  return true;
}

const NOTHING: CreditCodeParts = { uscc: null, organisation: null, registration: null, region: null };

function ofRegistration(code: string): CreditCodeParts {
  return isRegistrationNumber(code) ? { ...NOTHING, registration: code, region: code.slice(0, 6) } : NOTHING;
}
