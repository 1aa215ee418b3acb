import type { Clerk } from './clerk.ts';
import type { Seat } from './firm.ts';
import { cityAndCounty } from './places.ts';
import { blockText, registeredAddress } from './seats.ts';
import type { Random } from './random.ts';

/** The division column: the county's code, a township's, or a name. */
export function writeDivision(clerk: Clerk, { county, township }: Seat): string {
  if (clerk.errs('division_missing')) return '';
  if (!clerk.errs('division_form')) return county.code;
  const kind = clerk.random.next();
  if (kind < 0.5) return township.code;
  return kind < 0.75 ? county.name : cityAndCounty(county);
}

/** The address column. */
export function writeAddress(clerk: Clerk, seat: Seat): string {
  if (clerk.errs('address_missing')) return '';
  const old = seat.road !== null && clerk.errs('address_old_name');
  const road = old && seat.road !== null ? { ...seat.road, name: seat.road.old } : seat.road;
  const short = clerk.errs('address_short');
  const written = {
    ...seat,
    road,
    ...(short ? { room: '', block: '', house: seat.room === '' ? 0 : seat.house } : {}),
  };
  return clerk.errs('address_form') ? variant(clerk.random, written) : registeredAddress(written);
}

function variant(random: Random, seat: Seat): string {
  const { county, township, road, building } = seat;
  const head = random.pick([
    '',
    county.name,
    county.place.short,
    `${county.city.short}${county.place.short}`,
    county.province.full + cityAndCounty(county),
  ]);
  const between = random.chance(0.3) || (road === null && building.endsWith('村')) ? township.name : '';
  const street = road === null ? '' : `${road.name}${house(random, seat.house)}`;
  return `${head}${between}${street}${building}${inside(random, seat)}`;
}

function house(random: Random, number: number): string {
  if (number === 0) return '';
  return random.pick([`${number}`, `${wide(number)}号`, `${number}#`, `${number}號`, `${number}号院`, `${number} 号`]);
}

const wide = (number: number): string =>
  String(number).replaceAll(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

function inside(random: Random, { road, house: number, building, block, room }: Seat): string {
  if (building.endsWith('村') && road === null) return house(random, number);
  if (room === '') return blockText(block);
  if (block === '') return random.pick([room, `,${room}室`, `${room}房`, `${room.slice(0, -2)}层${room}`]);
  return random.pick([`${block}-${room}`, `${block}栋${room}`, `${block}座，${room}`, `${blockText(block)} ${room}`]);
}
