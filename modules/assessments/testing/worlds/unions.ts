import { addDays, addYears } from '../oracle/days.ts';
import { cell, type Row } from '../oracle/house.ts';
import type { Sketch } from './sketch.ts';

/** code, code above, kind, division, industry. */
type Plan = readonly [string, string, string, string, string?];

/** One city with every kind of union; `p` begins its codes. */
function city(
  p: string,
  root: string,
  county: string,
  towns: readonly [string, string],
  zone: string,
  village: string,
): readonly Plan[] {
  const [one, two] = towns;
  return [
    [p, '', 'city', root],
    [`${p}X`, p, 'county', county],
    [`${p}Z`, p, 'zone', zone],
    [`${p}T1`, `${p}X`, 'township', one],
    [`${p}T2`, `${p}X`, 'township', two],
    [`${p}F1`, `${p}T1`, 'federation', one],
    [`${p}F2`, `${p}X`, 'federation', county, 'F'],
    [`${p}C`, `${p}T1`, 'community', village],
    [`${p}J1`, `${p}T1`, 'joint', one],
    [`${p}J2`, `${p}Z`, 'joint', zone],
    [`${p}J1B`, `${p}J1`, 'branch', one],
    [`${p}J1G`, `${p}J1`, 'group', two],
    [`${p}E1`, `${p}T1`, 'enterprise', one],
    [`${p}E1B`, `${p}E1`, 'branch', one],
    [`${p}E1G`, `${p}E1B`, 'group', county],
    [`${p}E2`, `${p}F1`, 'enterprise', one],
    [`${p}E3`, `${p}F2`, 'enterprise', two, 'F'],
    [`${p}E4`, `${p}Z`, 'enterprise', zone],
    [`${p}E5`, `${p}T2`, 'enterprise', two],
    [`${p}I1`, `${p}X`, 'institution', county],
    [`${p}I2`, `${p}C`, 'institution', village],
  ];
}

const PLANS: readonly Plan[] = [
  ...city('A', '1501', '150102', ['150102001', '150102002'], '150172', '150102001'),
  ...city('B', '3408', '340882', ['340882100', '340882101'], '340871', '340882100002'),
];

/** Two cities. Grassroots unions are often founded five years before t or dissolved on t, or a day off. */
export function addUnions(sketch: Sketch): void {
  for (const plan of PLANS) sketch.add('unions', union(sketch, plan));
}

const SETTLED = new Set(['city', 'county', 'zone', 'township', 'federation', 'community']);

function union(sketch: Sketch, [code, parent, kind, division, industry = '']: Plan): Row {
  const { random, t } = sketch;
  const settled = SETTLED.has(kind);
  // A few are founded after t: loaded, and not there yet.
  const late = !settled && random.chance(0.04);
  const sometime = random.pick([sketch.yearsBefore(5), sketch.yearsBefore(5), '2016-02-29', sketch.past()]);
  const founded = late ? addDays(t, 1) : settled ? '2010-05-01' : sometime;
  const ends = random.pick([t, addDays(t, -1), addDays(t, 1), addYears(t, 1)]);
  const from = sketch.exemplary ? t : random.pick(['', addYears(t, -3), addYears(t, -3), t, addDays(t, 1)]);
  const to = sketch.exemplary ? t : random.pick(['', t, t, addDays(t, -1), addYears(t, 2)]);
  return {
    union_code: code,
    name: `工会${code}`,
    parent_code: parent,
    kind,
    division_code: division,
    industry_code: industry,
    founded_on: founded,
    approved_on: random.pick(['', t, t, addDays(t, 1), '2012-01-01']),
    dissolved_on: random.chance(settled ? 0.03 : 0.12) && ends >= founded ? ends : '',
    legal_person_from: from,
    legal_person_to: to !== '' && to < from ? '' : to,
    own_account: random.flag(),
    seal: random.flag(),
    plaque: random.flag(),
    merged_into_party_office: random.flag(0.3),
  };
}

/** Unions that cover employers and keep members. */
export function grassroots(sketch: Sketch): readonly Row[] {
  return sketch
    .rows('unions')
    .filter((row) => !['city', 'county', 'zone', 'township', 'federation'].includes(cell(row, 'kind')));
}
