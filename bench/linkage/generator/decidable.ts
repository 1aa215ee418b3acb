import type { Firm, Seat } from './firm.ts';
import type { Kind } from './kinds.ts';
import type { Row } from './row.ts';

/** A name with one of these says which firm of a county it is only where the brand is rare. */
const DAMAGED = [
  'trade_dropped',
  'trade_synonym',
  'abbreviation',
  'homophone',
  'lookalike',
  'char_lost',
  'char_added',
  'char_transposed',
  'swapped',
] as const satisfies readonly Kind[];

const NO_OWN_CODE = ['code_missing', 'code_shared', 'code_parent', 'code_registration'] as const;
const NO_DIVISION = ['division_missing'] as const;
const NO_PLACE = ['address_missing', 'address_short', 'address_old_name', 'swapped'] as const;

/**
 * Whether two rows of one firm still hold what says that they are one, to somebody who knows every firm: the code in
 * both (whole, with one slip, or the organisation code in it; or the old registration number in both); or a name that
 * says which firm it is and where, in both; or the same house and brand in both. `rare`: no other firm of the county
 * has the brand, so that one damage leaves the name clear. What falls below is counted apart and is nobody's fault.
 */
export function isDecidable(firm: Firm, a: Row, b: Row, rare: boolean): boolean {
  return sharesCode(a.kinds, b.kinds) || sharesName(firm, a, b, rare) || sharesSeat(firm, a, b);
}

type Kinds = ReadonlySet<Kind>;

const none = (kinds: Kinds, of: readonly Kind[]): boolean => of.every((kind) => !kinds.has(kind));

function sharesCode(a: Kinds, b: Kinds): boolean {
  if (a.has('code_registration') && b.has('code_registration')) return true;
  return none(a, NO_OWN_CODE) && none(b, NO_OWN_CODE);
}

/** One row under the former name, the other under the present one, and that does not tell the former. */
function parted(a: Row, b: Row): boolean {
  const [old, other] = a.kinds.has('former_name') ? [a, b] : [b, a];
  return old.kinds.has('former_name') && !other.kinds.has('former_name') && !other.listed;
}

function sharesName(firm: Firm, a: Row, b: Row, rare: boolean): boolean {
  if (parted(a, b)) return false;
  const damages = DAMAGED.filter((kind) => a.kinds.has(kind) || b.kinds.has(kind));
  const whole = damages.length === 0 || (rare && damages.length === 1 && !damages.includes('swapped'));
  if (!whole) return false;
  const dropped = a.kinds.has('place_dropped') || b.kinds.has('place_dropped');
  const { place, local, brand } = firm.name;
  if (place !== null && !dropped) return true;
  // Without a place in the name the division has to say where; a village needs its township besides.
  return !local && brand !== '' && sameSide(a, b) && none(a.kinds, NO_DIVISION) && none(b.kinds, NO_DIVISION);
}

const sameSide = (a: Row, b: Row): boolean => a.kinds.has('moved') === b.kinds.has('moved');

function sharesSeat(firm: Firm, a: Row, b: Row): boolean {
  if (firm.crowded || firm.name.brand === '' || parted(a, b) || !sameSide(a, b)) return false;
  const seat = a.kinds.has('moved') && firm.oldSeat !== null ? firm.oldSeat : firm.seat;
  return isExact(seat) && none(a.kinds, NO_PLACE) && none(b.kinds, NO_PLACE);
}

/** The seat is a room, or a house of its own. */
const isExact = ({ room, house, building }: Seat): boolean => room !== '' || (house > 0 && building === '');
