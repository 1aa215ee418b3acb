/**
 * The words of an employer's row. Texts that are only held for equal are hashes; brand and code keep their characters,
 * for they are compared one by one.
 */

/** Words that hold the characters of brand and trade (two each); what is longer is cut. */
export const CORE_WORDS = 10;
/** Words that hold the characters of a code. */
export const CODE_WORDS = 10;
/** Trade tokens kept of a name. */
export const TOKENS = 4;
/** Places kept of a name. */
export const PLACES = 2;
/** Former names and abbreviations kept of a record. */
export const ALIASES = 2;

let next = 0;
function take(words = 1): number {
  const at = next;
  next += words;
  return at;
}

/**
 * In the order in which they are asked for: what tells most pairs apart stands together at the beginning, for memory is
 * read by 64 bytes and most pairs need no more of a row.
 */
export const AT = {
  /** 0 none, 1 the check character is right, 2 anything else. */
  codeState: take(),
  codeHash: take(),
  branch: take(),
  /** Brand and trade together: the same wherever one is thought to end and the other to begin. */
  core: take(),
  coreCount: take(),
  brand: take(),
  brandCount: take(),
  sound: take(),
  soundCount: take(),
  shape: take(),
  aliases: take(ALIASES),
  /** The road's name by its last character, and by its last two; the second 0 where nothing stands before the first. */
  road: take(),
  roadLonger: take(),
  doorNumber: take(),
  building: take(),
  room: take(),
  houseCount: take(),
  /** The hash of all trade tokens as one text. */
  trade: take(),
  brandLength: take(),
  coreLength: take(),
  /** Code of the division as a number with nine digits, zeros behind what is known; 0 unknown. */
  division: take(),
  /** How many digits of the division count. */
  divisionDigits: take(),
  /** The hash of a division that no code is known for. */
  divisionText: take(),
  form: take(),
  standard: take(),
  /** 9-digit organisation code and 15-digit registration number, lifted from whatever code there is. */
  organisation: take(),
  registration: take(),
  coreText: take(CORE_WORDS),
  tokens: take(TOKENS),
  tokenCounts: take(TOKENS),
  /** Places that the name says: codes of two, four or six digits as numbers, the most exact first; 0 none. */
  namePlaces: take(PLACES),
  /** The hash of a place in the name that no code is known for. */
  namePlaceText: take(),
  branchKind: take(),
  branchText: take(),
  branchSound: take(),
  branchOrdinal: take(),
  /** 1 where what tells a branch from its sisters is the name of a division. */
  branchPlaced: take(),
  codeCount: take(),
  codeLength: take(),
  code: take(CODE_WORDS),
  /** Road, door and county together. */
  house: take(),
  phone: take(),
  representative: take(),
} as const;

export const EMPLOYER_WORDS = next;
