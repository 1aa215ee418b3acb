import { explain, summary } from '@jianjia/assessments/server';
import { addPage, type PageCall } from '@jianjia/http';
import { type Access, Problem } from '@jianjia/kernel';
import type { Scheme, Track, Verdict } from '@jianjia/rules';
import type { FastifyInstance } from 'fastify';
import { outcomesOf } from '../api.ts';
import type { Desk } from '../desk.ts';
import { type Asked, pageNumber, pathText, queryText } from '../query.ts';
import { reachedTracks, searchUnions, unionHead, unionsBelow, unionsOfTrack, verdictsOfTrack } from '../unions.ts';
import { VERDICT_ORDER } from '../words.ts';
import { homePage } from './home.ts';
import { trackClausesPage, trackUnionsPage } from './track.ts';
import { unionPage } from './union.ts';
import { searchPage } from './unions.ts';
import { whyPage } from './why.ts';

/** The pages for people, for those who have `access`; each answers whole HTML without a script. */
export function addPages(server: FastifyInstance, desk: Desk, access: Access): void {
  const page = (path: `/${string}`, draw: (asked: PageCall) => Promise<string>): void =>
    addPage(server, { path, access, draw });
  page('/', (asked) => home(desk, asked));
  page('/unions', (asked) => search(desk, asked));
  page('/unions/:code', (asked) => union(desk, asked));
  page('/unions/:code/why/:indicator', (asked) => why(desk, asked));
  page('/schemes/:scheme/:track', (asked) => trackUnions(desk, asked));
  page('/schemes/:scheme/:track/clauses', (asked) => trackClauses(desk, asked));
}

async function home(desk: Desk, asked: Asked): Promise<string> {
  const t = desk.asOf(queryText(asked, 'as_of'));
  await desk.evaluated(t);
  const { schemes } = desk.standards;
  const roots = await unionsBelow(desk.pool, null, t, 1);
  return homePage({ asOf: t, schemes, summary: await summary(desk.pool, desk.standards, t), roots });
}

async function search(desk: Desk, asked: Asked): Promise<string> {
  const t = desk.asOf(queryText(asked, 'as_of'));
  const text = (queryText(asked, 'q') ?? '').trim().slice(0, 64);
  const page = pageNumber(asked);
  await desk.evaluated(t);
  const unions =
    text === '' ? await unionsBelow(desk.pool, null, t, page) : await searchUnions(desk.pool, text, t, page);
  return searchPage({ asOf: t, schemes: desk.standards.schemes, text, page, unions });
}

async function union(desk: Desk, asked: Asked): Promise<string> {
  const t = desk.asOf(queryText(asked, 'as_of'));
  const page = pageNumber(asked);
  const found = await unionHead(desk.pool, pathText(asked, 'code'));
  await desk.evaluated(t);
  return unionPage({
    asOf: t,
    schemes: desk.standards.schemes,
    looksAt: desk.looksAt,
    union: found,
    lines: await outcomesOf(desk, t, found.code),
    reached: await reachedTracks(desk.pool, found.id, t),
    below: await unionsBelow(desk.pool, found.id, t, page),
    page,
    show: verdict(queryText(asked, 'show')),
  });
}

function verdict(text: string | undefined): Verdict | null {
  return VERDICT_ORDER.find((known) => known === text) ?? null;
}

async function why(desk: Desk, asked: Asked): Promise<string> {
  const t = desk.asOf(queryText(asked, 'as_of'));
  const [code, indicator] = [pathText(asked, 'code'), pathText(asked, 'indicator')];
  return whyPage(await explain(desk.pool, desk.standards, t, code, indicator), t);
}

async function trackUnions(desk: Desk, asked: Asked): Promise<string> {
  const t = desk.asOf(queryText(asked, 'as_of'));
  const page = pageNumber(asked);
  const { scheme, track } = trackOf(desk, asked);
  await desk.evaluated(t);
  const unions = await unionsOfTrack(desk.pool, scheme.id, track.id, t, page);
  return trackUnionsPage({ asOf: t, scheme, track, page, unions });
}

async function trackClauses(desk: Desk, asked: Asked): Promise<string> {
  const t = desk.asOf(queryText(asked, 'as_of'));
  const { scheme, track } = trackOf(desk, asked);
  await desk.evaluated(t);
  const counts = await verdictsOfTrack(desk.pool, scheme.id, track.id, t);
  return trackClausesPage({ asOf: t, scheme, track, counts, looksAt: desk.looksAt });
}

function trackOf(desk: Desk, asked: Asked): { readonly scheme: Scheme; readonly track: Track } {
  const scheme = desk.standards.schemes.find(({ id }) => id === pathText(asked, 'scheme'));
  const track = scheme?.tracks.find(({ id }) => id === pathText(asked, 'track'));
  if (scheme && track) return { scheme, track };
  throw new Problem('server.noTrack', 'missing', '没有这个标准或适用对象。请从总览进入。');
}
