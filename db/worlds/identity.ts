import { organisationCodeCheckCharacter, residentIdCheckCharacter, usccCheckCharacter } from '@jianjia/codes';
import { fromDays } from '@jianjia/kernel';
import { givenNames, surnames } from './words.ts';
import { Random } from './random.ts';

const BASE_31 = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Parity of the serial tells the gender, so 500 serials each. */
const SERIALS = 500;

/**
 * An invented credit code with right check characters. Codes in use do not carry organisation codes beginning with X.
 * @param category two characters: `91` an enterprise, `12` a public institution, `11` a government body, `81` a union
 * @param division code of the registrar, at least six digits
 * @param series one character that keeps worlds and kinds of body apart
 */
export function inventedUscc(category: string, division: string, series: string, number: number): string {
  let rest = number;
  let digits = '';
  for (let place = 0; place < 6; place++) {
    digits = BASE_31.charAt(rest % 31) + digits;
    rest = Math.floor(rest / 31);
  }
  const organisation = `X${series}${digits}`;
  const check = organisationCodeCheckCharacter(organisation) ?? '0';
  const body = `${category}${division.slice(0, 6).padEnd(6, '0')}${organisation}${check}`;
  return body + (usccCheckCharacter(body) ?? '');
}

export interface Person {
  readonly name: string;
  readonly gender: 'male' | 'female';
  /** Days since 1970-01-01. */
  readonly bornOn: number;
}

/** The person of a number: the same wherever it is met. Born 21 to 58 years before `t`. */
export function person(seed: number, number: number, t: number): Person {
  const random = new Random('person', seed, number);
  return {
    name: personName(random),
    gender: random.chance(0.42) ? 'female' : 'male',
    bornOn: t - random.int(21 * 366, 58 * 365),
  };
}

/** A plausible name of nobody in particular. */
export function personName(random: Random): string {
  const first = random.pick(givenNames);
  return random.pick(surnames) + (random.chance(0.25) ? first : first + random.pick(givenNames));
}

/**
 * A resident identity number that cannot be anybody's: areas from 900000 on have never been given out. Numbers of
 * different persons differ in area or serial, whatever their birth dates.
 * @param areas first area of the world and how many it may use
 */
export function inventedResidentId(
  who: Person,
  number: number,
  areas: { readonly first: number; readonly count: number },
): string {
  const area = areas.first + (number % areas.count);
  const serial = Math.floor(number / areas.count);
  if (serial >= SERIALS) throw new RangeError('more persons than identity numbers');
  const digits = String(serial * 2 + (who.gender === 'male' ? 1 : 0)).padStart(3, '0');
  const body = `${area}${fromDays(who.bornOn).replaceAll('-', '')}${digits}`;
  return body + (residentIdCheckCharacter(body) ?? '');
}

/** No mobile number begins with 12. */
export function inventedPhone(number: number): string {
  return `12${String(number % 1_000_000_000).padStart(9, '0')}`;
}
