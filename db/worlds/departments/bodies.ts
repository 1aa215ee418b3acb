import { readCodeTable } from '@jianjia/codes/reference';
import type { Firm } from '../bodies.ts';
import type { City } from '../city.ts';
import { company, FIRMS_PER_UNION } from '../firms.ts';
import { inventedPhone, personName } from '../identity.ts';
import { Random } from '../random.ts';
import { streets } from '../words.ts';

/** An employer as it is in truth, before departments write it down. */
export interface Listed {
  readonly number: number;
  readonly firm: Firm;
  readonly county: string;
  readonly town: string;
  readonly address: string;
  readonly representative: string;
  readonly phone: string;
  readonly scope: string;
}

/** For each employer of the unions' register there are so many that no union has heard of. */
const UNKNOWN_SHARE = 0.35;
/** Series of the credit codes of employers that no register of the unions has. */
const SERIES = 'U';

/** Every employer of the city: those of the unions' register, and others. */
export function* listedEmployers(city: City): Generator<Listed> {
  const { seed, place, t } = city.frame;
  const divisions = readCodeTable('divisions');
  let number = 0;
  for (const union of city.allGrassroots()) {
    const known = [...union.firms, ...union.strays];
    const random = new Random('unknown employers', seed, union.index);
    const county = divisions.get(union.division.slice(0, 6))?.name ?? '';
    const site = {
      series: SERIES,
      division: known[0]?.division ?? union.division,
      place: county.replace(/(区|县|市|旗)$/, ''),
      t,
      diligence: 0,
      industry: null,
    };
    const unknown = known
      .filter(() => random.chance(UNKNOWN_SHARE))
      .map((_, index) =>
        company(random, site, union.number * FIRMS_PER_UNION + index, random.chance(0.5) ? 'small' : 'any', false),
      );
    for (const firm of [...known, ...unknown]) yield listed(firm, number++);
  }

  function listed(firm: Firm, at: number): Listed {
    const random = new Random('listed employers', seed, place.series.charCodeAt(0), at);
    const county = divisions.get(firm.division.slice(0, 6))?.name ?? '';
    const town = firm.division.length > 6 ? (divisions.get(firm.division.slice(0, 9))?.name ?? '') : '';
    return {
      number: at,
      firm,
      county,
      town,
      address: `${county}${town}${random.pick(streets)}${random.int(1, 399)}号`,
      representative: personName(random),
      phone: inventedPhone(700_000_000 + at),
      scope: scopeOf(firm, random),
    };
  }
}

function scopeOf({ industry }: Firm, random: Random): string {
  const name = industry === null ? '综合' : (readCodeTable('industries').get(industry)?.name ?? '综合');
  const more = random.pick(['技术咨询服务', '货物进出口', '场地租赁', '普通货运', '会议及展览服务']);
  return `许可项目：${name}；一般项目：${more}。（依法须经批准的项目，经相关部门批准后方可开展经营活动）`;
}
