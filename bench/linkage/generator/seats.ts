import type { Sector, Seat } from './firm.ts';
import { cityAndCounty, invented, type County } from './places.ts';
import { Weighted, type Random } from './random.ts';

/** Buildings and markets of a county: many employers behind one number, told apart by their rooms. */
const BUILDINGS = [
  '万象',
  '国贸',
  '金融',
  '时代',
  '中央',
  '财富',
  '银座',
  '都市',
  '嘉和',
  '绿地',
  '恒大',
  '世纪',
  '华府',
  '星河',
  '滨河',
  '凯旋',
];
const BUILDING_KINDS = ['大厦', '广场', '商城', '小区', '花园', '批发市场', '科技园', '产业园', '写字楼', '建材城'];

interface Compound {
  readonly name: string;
  readonly road: number;
  readonly house: number;
}

const compounds = new WeakMap<County, Weighted<Compound>>();

function compoundsOf(county: County): Weighted<Compound> {
  const known = compounds.get(county);
  if (known !== undefined) return known;
  const list = BUILDINGS.flatMap((first, row) =>
    BUILDING_KINDS.map((kind, column) => ({
      name: first + kind,
      road: (row * 7 + column * 3 + Number(county.code)) % 60,
      house: 1 + ((row * 31 + column * 17 + Number(county.code)) % 200),
    })),
  );
  const drawn = Weighted.zipf(list, 0.5);
  compounds.set(county, drawn);
  return drawn;
}

/** A seat in a county: a building with rooms, a house at a road, or a village. */
export function drawSeat(random: Random, county: County, sector: Sector): Seat {
  const township = random.pick(county.townships);
  const none = { county, township, road: null, house: 0, building: '', block: '', room: '' };
  const rural = sector === 'village' || sector === 'cooperative' ? 0.9 : 0.12;
  if (random.chance(rural)) {
    return { ...none, building: invented(random, '村'), house: random.chance(0.4) ? random.int(1, 300) : 0 };
  }
  const shared = sector === 'government' || sector === 'institution' ? 0.05 : 0.4;
  if (random.chance(shared)) return drawRoom(random, county, none);
  return { ...none, road: county.roads.draw(random), house: random.int(1, 400) };
}

function drawRoom(random: Random, county: County, none: Omit<Seat, 'road'>): Seat {
  const compound = compoundsOf(county).draw(random);
  const place = county.roads.at(compound.road);
  const numbered = random.chance(0.92);
  const block = random.chance(0.6) ? random.pick(['A', 'B', 'C', '1', '2', '3', '5', '8', '12']) : '';
  const room = numbered ? `${random.int(1, 28)}${String(random.int(1, 20)).padStart(2, '0')}` : '';
  const written = random.chance(0.7);
  return {
    ...none,
    road: written ? place : null,
    house: written ? compound.house : 0,
    building: compound.name,
    block,
    room,
  };
}

/** The address as its owner registered it, from the county down. */
export function registeredAddress(seat: Seat): string {
  const { county, township, road, house, building, block, room } = seat;
  const head = cityAndCounty(county);
  if (road === null && block === '' && room === '' && building.endsWith('村')) {
    return `${head}${township.name}${building}${house > 0 ? `${house}号` : ''}`;
  }
  const street = road === null ? township.name : `${road.name}${house > 0 ? `${house}号` : ''}`;
  return `${head}${street}${building}${blockText(block)}${room === '' ? '' : `${room}室`}`;
}

export function blockText(block: string): string {
  if (block === '') return '';
  return /\d/u.test(block) ? `${block}号楼` : `${block}座`;
}
