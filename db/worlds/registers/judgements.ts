import type { Body } from '../bodies.ts';
import type { City } from '../city.ts';
import { addYears, day, Draw, type Row } from '../draw.ts';

/** The kinds that tracks called 基层工会 judge. */
const GRASSROOTS_KINDS = new Set<string>(['enterprise', 'institution', 'joint', 'community']);

/** Whether a track of a scheme judges this union; the schemes' own `fits`, told by hand for the five that are known. */
function fits(scheme: string, track: string, union: Body, t: number): boolean {
  const grassroots = GRASSROOTS_KINDS.has(union.kind);
  if (track === 'grassroots') return grassroots;
  if (scheme === 'jiujiang' && track === 'support') return ['zone', 'township', 'federation'].includes(union.kind);
  if (scheme === 'jiujiang') return grassroots && addYears(union.foundedOn, 5) > t === (track === 'six_haves');
  if (scheme === 'qianshan') return ['zone', 'township', 'federation'].includes(union.kind);
  return track === union.kind;
}

/**
 * `judgements`: what inspectors of the place's own scheme decided where the registers cannot tell. Model unions have
 * been inspected whole, good ones partly, the others not yet.
 * @param judged paths of the indicators a person judges, `scheme.track.item`
 */
export function* judgements(city: City, judged: readonly string[]): Generator<Row> {
  const { seed, t, place } = city.frame;
  const own = judged.map((path) => path.split('.')).filter(([scheme]) => scheme === place.scheme);
  if (own.length === 0) return;
  for (const union of city.bodies()) {
    const draw = new Draw('judgements', seed, union, t);
    const share = union.diligence >= 0.97 ? 1 : union.diligence >= 0.85 && draw.chance(0.3) ? 0.6 : 0;
    if (share === 0) continue;
    const judgedOn = draw.thisYear();
    for (const [scheme = '', track = '', ...item] of own) {
      if (!fits(scheme, track, union, t) || !draw.chance(share)) continue;
      const met = draw.does(0.4);
      yield {
        union_code: union.code,
        scheme,
        indicator: `${scheme}.${track}.${item.join('.')}`,
        judged_on: day(judgedOn),
        verdict: met ? 'met' : draw.pick(['unmet', 'partly']),
        judge: '示例验收组',
        reason: met ? '现场查看资料并走访职工，情况属实。' : '现场查看资料不全，要求整改。',
      };
    }
  }
}
