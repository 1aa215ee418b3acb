import type { Clerk } from './clerk.ts';
import { registeredName, type Firm } from './firm.ts';
import { FORMER_LISTED, type Kind } from './kinds.ts';
import { writeAddress, writeDivision } from './write-seat.ts';
import { writeCode } from './write-code.ts';
import { writeName } from './write-name.ts';

export const COLUMNS = ['id', 'name', 'uscc', 'division', 'address', 'former_names'] as const;

/** One row of a register with what went wrong in it. */
export interface Row {
  /** Values of COLUMNS after the id. */
  readonly fields: readonly string[];
  readonly kinds: ReadonlySet<Kind>;
  /** The row tells the former name in its column. */
  readonly listed: boolean;
}

/** Writes a firm into a register, with everything that goes wrong there. */
export function writeRow(clerk: Clerk, firm: Firm, sharedCodes: readonly string[]): Row {
  clerk.newRow();
  const moved = firm.oldSeat !== null && clerk.errs('moved');
  const seat = moved && firm.oldSeat !== null ? firm.oldSeat : firm.seat;
  const name = writeName(clerk, firm);
  const address = writeAddress(clerk, seat);
  const division = writeDivision(clerk, seat);
  const uscc = writeCode(clerk, firm, sharedCodes);
  const tells = firm.former !== null && !clerk.kinds.has('former_name');
  const listed = tells && clerk.random.chance(FORMER_LISTED[clerk.register]);
  const formerNames = listed && firm.former !== null ? registeredName(firm.former) : '';
  const swapped = address !== '' && clerk.errs('swapped');
  const [first, second] = swapped ? [address, name] : [name, address];
  return { fields: [first, uscc, division, second, formerNames], kinds: clerk.kinds, listed };
}
