import { explain, outcomes, summary } from '@jianjia/assessments/server';
import type { PageCall, Sent } from '@jianjia/http';
import { Problem } from '@jianjia/kernel';
import type { Scheme, Track, Verdict } from '@jianjia/rules';
import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk.ts';
import { type House, sight } from '../house.ts';
import type { Ask } from '../kit/ask.ts';
import { askDemo } from '../kit/demo.ts';
import { homeOf } from '../kit/places.ts';
import { addScreens, type Screen } from '../kit/screens.ts';
import { type Asked, pageNumber, pathText, queryText } from '../query.ts';
import { reachedTracks, searchUnions, unionHead, unionsBelow, unionsOfTrack, verdictsOfTrack } from '../unions.ts';
import { VERDICT_ORDER } from '../words.ts';
import { addAccountPages } from './account/index.ts';
import { addAdministrationPages } from './administration/index.ts';
import { homePage } from './home.ts';
import type { Drawn } from './layout.ts';
import { addMemberPages } from './members/index.ts';
import type { Rooms } from './rooms.ts';
import { addSigningInPages } from './signing-in/index.ts';
import { trackClausesPage, trackUnionsPage } from './track.ts';
import { unionPage } from './union.ts';
import { searchPage } from './unions.ts';
import { whyPage } from './why.ts';

/** Every page; each answers whole HTML, and works without a script but for passkeys and single sign-on. */
export async function addPages(server: FastifyInstance, house: House, ask: Ask): Promise<void> {
  const rooms: Rooms = { house, ask, isDemo: askDemo(house.system) };
  await addResultPages(server, rooms);
  await addSigningInPages(server, rooms);
  await addAccountPages(server, rooms);
  await addAdministrationPages(server, rooms);
  await addMemberPages(server, rooms);
}

/** The pages of results, each caller's part of them. */
async function addResultPages(server: FastifyInstance, rooms: Rooms): Promise<void> {
  const page = (path: `/${string}`, draw: (house: House, asked: PageCall) => Promise<Drawn>): Screen => ({
    path,
    access: 'assessments:read',
    ...(path.startsWith('/schemes') ? { part: '/' } : {}),
    draw: (asked) => draw(rooms.house, asked),
  });
  await addScreens(server, rooms, [
    { path: '/', access: 'session', draw: (asked) => first(rooms.house, asked) },
    page('/unions', search),
    page('/unions/:code', union),
    page('/unions/:code/why/:indicator', why),
    page('/schemes/:scheme/:track', trackUnions),
    page('/schemes/:scheme/:track/clauses', trackClauses),
  ]);
}

/** The results; who may not see them is led to what he or she may see. */
async function first(house: House, asked: PageCall): Promise<Drawn | Sent> {
  const place = asked.actor ? homeOf(asked.actor) : '/sign-in';
  return place === '/' ? home(house, asked) : asked.redirect(place);
}

async function home(house: House, asked: PageCall): Promise<Drawn> {
  const { desk } = house;
  const source = sight(house, asked);
  const t = desk.asOf(queryText(asked, 'as_of'));
  await desk.evaluated(t);
  const { schemes } = desk.standards;
  const roots = await unionsBelow(source, null, t, 1);
  return homePage({ asOf: t, schemes, summary: await summary(source, desk.standards, t), roots });
}

async function search(house: House, asked: PageCall): Promise<Drawn> {
  const { desk } = house;
  const source = sight(house, asked);
  const t = desk.asOf(queryText(asked, 'as_of'));
  const text = (queryText(asked, 'q') ?? '').trim().slice(0, 64);
  const page = pageNumber(asked);
  await desk.evaluated(t);
  const unions = text === '' ? await unionsBelow(source, null, t, page) : await searchUnions(source, text, t, page);
  return searchPage({ asOf: t, schemes: desk.standards.schemes, text, page, unions });
}

async function union(house: House, asked: PageCall): Promise<Drawn> {
  const { desk } = house;
  const source = sight(house, asked);
  const t = desk.asOf(queryText(asked, 'as_of'));
  const page = pageNumber(asked);
  const found = await unionHead(source, pathText(asked, 'code'));
  await desk.evaluated(t);
  return unionPage({
    asOf: t,
    schemes: desk.standards.schemes,
    looksAt: desk.looksAt,
    union: found,
    lines: await Array.fromAsync(outcomes(source, desk.standards, t, { union: found.code, alone: true })),
    reached: await reachedTracks(source, found.id, t),
    below: await unionsBelow(source, found.id, t, page),
    page,
    show: verdict(queryText(asked, 'show')),
    showsMembers: asked.actor?.permissions.has('people:read') === true,
  });
}

function verdict(text: string | undefined): Verdict | null {
  return VERDICT_ORDER.find((known) => known === text) ?? null;
}

async function why(house: House, asked: PageCall): Promise<Drawn> {
  const { desk } = house;
  const source = sight(house, asked);
  const t = desk.asOf(queryText(asked, 'as_of'));
  const [code, indicator] = [pathText(asked, 'code'), pathText(asked, 'indicator')];
  // Whether the union is within sight is asked with the caller's eyes; the numbers are those of the whole evaluation.
  const { code: known } = await unionHead(source, code);
  return whyPage(await explain(desk.system, desk.standards, t, known, indicator), t);
}

async function trackUnions(house: House, asked: PageCall): Promise<Drawn> {
  const { desk } = house;
  const source = sight(house, asked);
  const t = desk.asOf(queryText(asked, 'as_of'));
  const page = pageNumber(asked);
  const { scheme, track } = trackOf(desk, asked);
  await desk.evaluated(t);
  const unions = await unionsOfTrack(source, scheme.id, track.id, t, page);
  return trackUnionsPage({ asOf: t, scheme, track, page, unions });
}

async function trackClauses(house: House, asked: PageCall): Promise<Drawn> {
  const { desk } = house;
  const source = sight(house, asked);
  const t = desk.asOf(queryText(asked, 'as_of'));
  const { scheme, track } = trackOf(desk, asked);
  await desk.evaluated(t);
  const counts = await verdictsOfTrack(source, scheme.id, track.id, t);
  return trackClausesPage({ asOf: t, scheme, track, counts, looksAt: desk.looksAt });
}

function trackOf(desk: Desk, asked: Asked): { readonly scheme: Scheme; readonly track: Track } {
  const scheme = desk.standards.schemes.find(({ id }) => id === pathText(asked, 'scheme'));
  const track = scheme?.tracks.find(({ id }) => id === pathText(asked, 'track'));
  if (scheme && track) return { scheme, track };
  throw new Problem('server.noTrack', 'missing', '没有这个标准或适用对象。请从总览进入。');
}
