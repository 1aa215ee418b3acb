import { organisationCodeCheckCharacter, usccCheckCharacter } from '@jianjia/codes';
import type { Sector } from './firm.ts';
import type { Random } from './random.ts';

/** Registering authority and kind of body (GB 32100, positions 1 and 2). */
const KINDS: Readonly<Record<Sector, string>> = {
  company: '91',
  household: '92',
  workshop: '91',
  partnership: '91',
  cooperative: '93',
  government: '11',
  institution: '12',
  school: '12',
  hospital: '12',
  village: '54',
  society: '51',
};

const LETTERS = 'ABCDEFGHJKLMNPQRTUWXY';

/** A valid unified social credit code; those given since 2015 carry an organisation code that begins with MA. */
export function drawUscc(random: Random, sector: Sector, division: string): string {
  const recent = random.chance(0.6);
  const body = recent ? `MA${random.digits(2)}${serial(random, 4)}` : random.digits(8);
  const organisation = body + (organisationCodeCheckCharacter(body) ?? '');
  const text = `${KINDS[sector]}${division}${organisation}`;
  return text + (usccCheckCharacter(`${text}0`) ?? '');
}

function serial(random: Random, length: number): string {
  let text = '';
  for (let index = 0; index < length; index++) {
    text += random.chance(0.25) ? random.pick([...LETTERS]) : String(random.int(0, 9));
  }
  return text;
}

/** An old registration number: division, eight digits and the check digit of GB/T 17710 (MOD 11,10). */
export function drawRegistration(random: Random, division: string): string {
  const body = division + random.digits(8);
  let product = 10;
  for (const digit of body) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return body + String((11 - product) % 10);
}
