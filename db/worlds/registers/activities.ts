import type { Body } from '../bodies.ts';
import { isUpper } from '../bodies.ts';
import type { City } from '../city.ts';
import { day, Draw, yes, type Row } from '../draw.ts';
import { Random } from '../random.ts';

type Kind = readonly [kind: string, title: string, difficulty: number];

const KINDS: readonly Kind[] = [
  ['culture', '职工文体活动', 0.4],
  ['theme', '主题教育活动', 0.5],
  ['competition', '劳动竞赛', 0.7],
  ['skills', '技术比武', 0.7],
  ['ankang', '“安康杯”竞赛', 0.8],
  ['training', '职工技能培训', 0.6],
  ['law', '普法宣传', 0.7],
  ['dual_love', '双爱双创活动', 0.9],
  ['suggestion', '合理化建议征集', 0.8],
  ['innovation', '技术创新活动', 0.9],
  ['study', '读书学习活动', 0.8],
  ['home_building', '职工之家创建', 0.8],
  ['publicity', '工会新闻宣传', 0.9],
  ['ethics', '职业道德建设', 1],
  ['harmony', '和谐劳动关系创建', 0.9],
];

const UPPER: readonly Kind[] = [
  ...KINDS,
  ['officer_training', '工会干部培训', 0.6],
  ['bargaining_drive', '集体协商春季要约', 0.8],
  ['community', '社区服务活动', 1],
];

const COMMUNITY: readonly Kind[] = [...KINDS, ['community', '社区志愿服务', 0.6]];

/** What an upper union holds together with the employers around. */
const SHARED = new Set([
  'competition',
  'skills',
  'ankang',
  'dual_love',
  'harmony',
  'culture',
  'bargaining_drive',
  'officer_training',
]);

export interface Activity {
  readonly activityNo: string;
  readonly kind: string;
  readonly row: Row;
}

/** The activities of a union: of this year, and some of the last. */
export function activitiesOf(city: City, union: Body): readonly Activity[] {
  const draw = new Draw('activities', city.frame.seed, union, city.frame.t);
  if (!draw.kept || (union.dissolvedOn ?? Infinity) <= city.frame.t) return [];
  const kinds = isUpper(union.kind) ? UPPER : union.kind === 'community' ? COMMUNITY : KINDS;
  const held: Activity[] = [];
  for (const kind of kinds) {
    if (draw.does(kind[2])) held.push(activity(draw, kind, draw.thisYear()));
    const past = draw.chance(0.25) && draw.does(1) ? draw.lastYear() : null;
    if (past !== null) held.push(activity(draw, kind, past));
  }
  return held;
}

function activity(draw: Draw, [kind, title]: Kind, startsOn: number): Activity {
  const upper = isUpper(draw.body.kind);
  const activityNo = draw.number('A');
  const row = {
    activity_no: activityNo,
    union_code: draw.body.code,
    kind,
    title: `示例${title}`,
    starts_on: day(startsOn),
    ends_on: draw.chance(0.7) ? day(startsOn + draw.int(0, 20)) : '',
    participants: draw.chance(0.95) ? String(draw.int(6, upper ? 600 : 90)) : '',
    regional: upper ? yes(SHARED.has(kind) || draw.does(0.8)) : '',
    level: upper ? (LEVELS[draw.body.kind] ?? 'county') : 'union',
    result: draw.chance(0.2) ? '评出先进个人和优秀班组' : '',
  };
  return { activityNo, kind, row };
}

const LEVELS: Readonly<Partial<Record<Body['kind'], string>>> = {
  city: 'city',
  county: 'county',
  township: 'township',
};

/** `activities`. */
export function* activities(city: City): Generator<Row> {
  for (const union of city.bodies()) for (const held of activitiesOf(city, union)) yield held.row;
}

/** `activity_employers`: employers taking part in what the union above theirs holds for all. */
export function* activityEmployers(city: City): Generator<Row> {
  const known = new Map<string, readonly Activity[]>();
  for (const union of city.allGrassroots()) {
    const superior = city.superior(union.parent);
    if (!superior) continue;
    const offered = known.get(superior.code) ?? activitiesOf(city, superior).filter((held) => SHARED.has(held.kind));
    known.set(superior.code, offered);
    const random = new Random('taking part', city.frame.seed, union.index);
    const joins = union.diligence >= 1 ? 1 : union.diligence * (union.firms.length > 5 ? 0.5 : 0.8);
    for (const firm of union.firms) {
      for (const held of offered) {
        if (!random.chance(joins)) continue;
        yield { activity_no: held.activityNo, uscc: firm.uscc };
      }
    }
  }
}

const HONOURS: readonly (readonly [kind: string, title: string, chance: number])[] = [
  ['brand', '“示例先锋”工作品牌', 0.9],
  ['innovation_studio', '示例职工创新工作室', 0.8],
  ['pioneer', '工人先锋号', 0.5],
  ['home', '模范职工之家', 0.5],
  ['activist', '优秀工会干部', 0.5],
  ['scheme_title', '规范化建设达标工会', 0.4],
];

/** `honours` of unions that work well; a few were taken back. */
export function* honours(city: City): Generator<Row> {
  for (const union of city.bodies()) {
    const draw = new Draw('honours', city.frame.seed, union, city.frame.t);
    if (union.diligence < 0.8 || !draw.kept) continue;
    for (const [kind, title, chance] of HONOURS) {
      if (!draw.chance(isUpper(union.kind) ? chance : chance * 0.35)) continue;
      const grantedOn = draw.int(Math.max(union.foundedOn, draw.t - 2500), draw.t);
      yield {
        honour_no: draw.number('H'),
        union_code: union.code,
        title,
        level: draw.pick(['county', 'city', 'city', 'province', 'national']),
        granted_on: day(grantedOn),
        revoked_on: draw.chance(0.04) ? day(draw.int(grantedOn, draw.t)) : '',
        kind,
      };
    }
  }
}
