import type { UnionKind } from '@jianjia/organisations/contract';

/** Where a world lies and how much of everything it has at scale 1. Divisions are real, everything else is invented. */
export interface Place {
  /** One character that keeps the numbers of worlds apart; several worlds may live in one database. */
  readonly series: string;
  /** Division of the city federation, the root of the tree. */
  readonly city: string;
  /** Counties and city-level zones that have a union; all of the city when empty. */
  readonly counties: readonly string[];
  /** Towns and zones with a union of their own, per county. */
  readonly towns: number;
  readonly federations: number;
  readonly grassroots: number;
  readonly kinds: readonly (readonly [kind: UnionKind, weight: number])[];
  /** The scheme of the place: its unions have been inspected by it. */
  readonly scheme: string;
  /** Areas of invented identity numbers. */
  readonly areas: { readonly first: number; readonly count: number };
}

const USUAL: Place['kinds'] = [
  ['enterprise', 61],
  ['institution', 15],
  ['joint', 8],
  ['community', 16],
];

export const places = {
  demo: {
    series: 'D',
    city: '1501',
    counties: [],
    towns: 4,
    federations: 10,
    grassroots: 256,
    kinds: USUAL,
    scheme: 'hohhot',
    areas: { first: 900_000, count: 60_000 },
  },
  qianshan: {
    series: 'Q',
    city: '3408',
    counties: ['340882'],
    towns: 7,
    federations: 4,
    grassroots: 16,
    kinds: USUAL,
    scheme: 'qianshan',
    areas: { first: 960_000, count: 10_000 },
  },
  pingdingshan: {
    series: 'P',
    city: '4104',
    counties: ['410402', '410423', '410482'],
    towns: 3,
    federations: 1,
    grassroots: 20,
    kinds: USUAL,
    scheme: 'pingdingshan',
    areas: { first: 970_000, count: 10_000 },
  },
  jiujiang: {
    series: 'J',
    city: '3604',
    counties: ['360403', '360428'],
    towns: 3,
    federations: 1,
    grassroots: 24,
    kinds: USUAL,
    scheme: 'jiujiang',
    areas: { first: 980_000, count: 10_000 },
  },
  tanglang: {
    series: 'T',
    city: '5306',
    counties: ['530622'],
    towns: 5,
    federations: 0,
    grassroots: 22,
    kinds: [
      ['community', 70],
      ['enterprise', 15],
      ['institution', 10],
      ['joint', 5],
    ],
    scheme: 'tanglang',
    areas: { first: 990_000, count: 10_000 },
  },
} as const satisfies Readonly<Record<string, Place>>;

export type WorldName = keyof typeof places;

/** The worlds there are. */
export const worldNames = Object.keys(places) as readonly WorldName[];
