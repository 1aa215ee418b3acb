import type { Body } from '../bodies.ts';
import { isGrassroots, isUpper, present } from '../bodies.ts';
import type { City } from '../city.ts';
import { addYears, day, Draw, type Row } from '../draw.ts';
import { person, personName } from '../identity.ts';
import { memberNo } from './members.ts';
import { termsOf, type Term } from './terms.ts';

/** A post to be filled: how many, how hard it is to have, and what it brings with it. */
interface Post {
  readonly body: string;
  readonly post: string;
  readonly count: number;
  readonly difficulty: number;
  readonly engagement: string;
  readonly rank?: string;
}

const post = (
  body: string,
  name: string,
  count: number,
  difficulty: number,
  engagement: string,
  rank?: string,
): Post => ({
  body,
  post: name,
  count,
  difficulty,
  engagement,
  ...(rank ? { rank } : {}),
});

const SHARED: readonly Post[] = [
  post('committee', 'member', 3, 0.4, 'part_time'),
  post('audit', 'director', 1, 0.6, 'part_time'),
  post('audit', 'member', 2, 0.8, 'part_time'),
  post('women', 'director', 1, 0.7, 'part_time'),
  post('women', 'member', 1, 0.8, 'part_time'),
  post('mediation', 'director', 1, 1, 'part_time'),
  post('legal_supervision', 'director', 1, 1, 'part_time'),
  post('legal_supervision', 'inspector', 1, 1, 'part_time'),
  post('safety', 'director', 1, 1.1, 'part_time'),
  post('activist', 'member', 2, 0.9, 'part_time'),
  post('volunteer', 'member', 2, 1.2, 'part_time'),
];

const UPPER: readonly Post[] = [
  post('committee', 'chair', 1, 0.2, 'full_time', 'deputy_unit'),
  post('committee', 'vice_chair', 1, 0.5, 'full_time', 'middle'),
  post('committee', 'vice_chair', 1, 0.8, 'part_time', 'none'),
  post('committee', 'vice_chair', 1, 1, 'seconded', 'none'),
  ...SHARED,
  post('staff', 'clerk', 1, 0.8, 'hired'),
  post('staff', 'accountant', 1, 1, 'full_time'),
  post('coordinator', 'member', 2, 1.1, 'hired'),
  post('bargaining_guide', 'member', 1, 1.1, 'part_time'),
];

const GRASSROOTS: readonly Post[] = [
  post('committee', 'chair', 1, 0.2, 'part_time', 'deputy_unit'),
  post('committee', 'vice_chair', 1, 1, 'full_time', 'middle'),
  ...SHARED,
  post('group_leader', 'group_leader', 2, 0.9, 'part_time'),
  post('staff', 'accountant', 1, 1.2, 'full_time'),
];

/** Posts the contract has no name for are kept as members of their body. */
const POST_NAMES: Readonly<Record<string, string>> = { group_leader: 'member' };

/** `officers`: those in post, and some of the term before. */
export function* officers(city: City): Generator<Row> {
  for (const union of city.bodies()) {
    const draw = new Draw('officers', city.frame.seed, union, city.frame.t);
    if (!draw.kept) continue;
    const terms = termsOf(city, union);
    const people = new Roll(city, union, draw);
    for (const wanted of isUpper(union.kind) ? UPPER : GRASSROOTS) {
      if (!draw.does(wanted.difficulty)) continue;
      for (let index = 0; index < wanted.count; index++) yield* tenure(draw, people, wanted, terms);
    }
  }
}

/** Hands out the union's members in order, names of nobody above the grassroots. */
class Roll {
  private readonly city: City;
  private readonly union: Body;
  private readonly draw: Draw;
  private taken = 0;

  constructor(city: City, union: Body, draw: Draw) {
    this.city = city;
    this.union = union;
    this.draw = draw;
  }

  next(): { readonly name: string; readonly gender: string; readonly member_no: string } {
    const { union, city } = this;
    if (isGrassroots(union) && this.taken < present(union)) {
      const place = this.taken++;
      const who = person(city.frame.seed, city.memberStart(union.number) + place, city.frame.t);
      return { name: who.name, gender: who.gender, member_no: memberNo(city, union, place) };
    }
    return { name: personName(this.draw), gender: this.draw.pick(['male', 'female']), member_no: '' };
  }
}

function* tenure(draw: Draw, people: Roll, wanted: Post, terms: readonly Term[]): Generator<Row> {
  const { t, body: union } = draw;
  const term = terms.find((entry) => entry.body === wanted.body && entry.latest);
  const since = term?.heldOn ?? draw.int(Math.max(union.foundedOn, t - 1400), t);
  // Trained within the year of taking office, late, or never.
  const inTime = Math.min(since + draw.int(5, 300), addYears(since, 1), t);
  const trained = draw.does(0.5) ? inTime : draw.chance(0.5) ? since + draw.int(400, 900) : null;
  const row = {
    union_code: union.code,
    body: wanted.body,
    post: POST_NAMES[wanted.post] ?? wanted.post,
    engagement: draw.chance(0.98) ? wanted.engagement : '',
    employer_side: draw.chance(0.02) ? '' : draw.does(0.06) ? '否' : '是',
    party_rank: wanted.rank ? (draw.does(0.8) ? wanted.rank : 'none') : '',
  };
  const election = term ? term.electionNo : '';
  yield {
    officer_no: draw.number('P'),
    ...row,
    ...people.next(),
    since: day(since),
    until: '',
    election_no: election,
    trained_on: trained !== null && trained <= t ? day(trained) : '',
  };
  const before = addYears(since, -3);
  if (wanted.post === 'chair' && before > union.foundedOn && draw.chance(0.5)) {
    yield { officer_no: draw.number('P'), ...row, ...people.next(), since: day(before), until: day(since) };
  }
}
