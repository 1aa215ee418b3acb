import { readCodeTable } from '@jianjia/codes/reference';
import { Weighted, type Random } from './random.ts';
import { placeCharacters } from './words/brands.ts';

/** A county with what clerks write for it. Codes and names are public; roads and villages are invented. */
export interface County {
  /** GB/T 2260, six digits. */
  readonly code: string;
  readonly name: string;
  readonly city: PlaceName;
  readonly province: PlaceName;
  readonly place: PlaceName;
  readonly townships: readonly Township[];
  readonly roads: Weighted<Road>;
}

export interface Township {
  /** Nine digits. */
  readonly code: string;
  readonly name: string;
}

export interface Road {
  readonly name: string;
  /** What it was called before. */
  readonly old: string;
}

/** A place as a name may carry it. */
export interface PlaceName {
  readonly full: string;
  readonly short: string;
  /** What people call it besides. */
  readonly nicknames: readonly string[];
  /** What it was called before a reform, '' when it always had its name. */
  readonly old: string;
}

/** Former names of places, and the short forms people use that no rule gives. */
const RENAMED: Readonly<Record<string, string>> = {
  '340882': '潜山县',
  '340881': '桐城县',
  '340811': '安庆市郊区',
  '150105': '呼和浩特市郊区',
  '360404': '九江县',
  '360402': '庐山区',
  '360483': '星子县',
  '410411': '平顶山市郊区',
  '410482': '临汝县',
};
const NICKNAMES: Readonly<Record<string, readonly string[]>> = {
  '1501': ['呼市'],
  '3604': ['浔城'],
  '4104': ['鹰城'],
  '3408': ['宜城'],
  '15': ['内蒙'],
  '150121': ['土左旗'],
  '150123': ['和林县', '和林'],
  '150122': ['托县'],
  '150124': ['清水河'],
  '150172': ['呼市经开区', '经开区'],
  '340871': ['安庆经开区', '经开区'],
  '410471': ['平顶山高新区', '高新区'],
  '410472': ['示范区', '新城区示范区'],
};

/** The cities of the registers and how many of the employers each has. */
const CITIES: readonly (readonly [code: string, weight: number])[] = [
  ['1501', 4],
  ['3408', 2.5],
  ['4104', 2.5],
  ['3604', 2.5],
];

const SUFFIX = /(?:自治区|经济技术开发区|省|市|区|县)$/u;

function placeName(code: string, name: string): PlaceName {
  const bare = name.replace(SUFFIX, '');
  const short = bare.length >= 2 ? bare : name;
  return { full: name, short, nicknames: NICKNAMES[code] ?? [], old: RENAMED[code] ?? '' };
}

/** All counties of the benchmark, the weightier drawn more often; the same for every seed. */
export function readCounties(random: Random): Weighted<County> {
  const entries = readCodeTable('divisions');
  const all = [...entries.values()];
  const counties = CITIES.flatMap(([cityCode, weight]) => {
    const named = (code: string): PlaceName => placeName(code, entries.get(code)?.name ?? '');
    const inside = all.filter(({ parent }) => parent === cityCode);
    return inside.map(({ code, name }, index): { weight: number; county: County } => ({
      weight: (weight / inside.length) * (1.6 - (1.2 * index) / inside.length),
      county: {
        code,
        name,
        city: named(cityCode),
        province: named(cityCode.slice(0, 2)),
        place: placeName(code, name),
        townships: all.filter(({ parent }) => parent === code).map(({ code, name }) => ({ code, name })),
        roads: Weighted.zipf(drawRoads(random), 0.6),
      },
    }));
  });
  const weights = new Map<County, number>(counties.map(({ county, weight }) => [county, weight]));
  return new Weighted<County>([...weights.keys()], (county) => weights.get(county) ?? 0);
}

const GREAT_ROADS = [
  '人民路',
  '中山路',
  '解放路',
  '建设路',
  '新华大街',
  '文化路',
  '迎宾大道',
  '滨河路',
  '工业大道',
  '和平街',
];

function drawRoads(random: Random): Road[] {
  const roads = GREAT_ROADS.map((name) => ({ name, old: invented(random, '路') }));
  while (roads.length < 90) {
    const name = invented(random, random.pick(['路', '路', '街', '大街', '巷', '大道', '东路', '西街']));
    if (roads.every((road) => road.name !== name)) roads.push({ name, old: invented(random, '路') });
  }
  return roads;
}

/** City and county, the city left out where the county's name begins with it, as those of zones do. */
export function cityAndCounty({ city, name }: County): string {
  return name.includes(city.short) ? name : city.full + name;
}

/** Two characters of places and an ending, such as 柳泉路 or 石湾村. */
export function invented(random: Random, ending: string): string {
  const first = random.pick(placeCharacters);
  const second = random.pick(placeCharacters);
  return `${first}${second === first ? '' : second}${ending}`;
}
