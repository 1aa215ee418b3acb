import { explain, summary } from '@jianjia/assessments/server';
import { Problem } from '@jianjia/kernel';
import type { Scheme, Track, Verdict } from '@jianjia/rules';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { outcomesOf } from '../api.ts';
import type { Desk } from '../desk.ts';
import { pageNumber, pathText, queryText } from '../query.ts';
import { reachedTracks, searchUnions, unionHead, unionsBelow, unionsOfTrack, verdictsOfTrack } from '../unions.ts';
import { VERDICT_ORDER } from '../words.ts';
import { homePage } from './home.ts';
import { trackClausesPage, trackUnionsPage } from './track.ts';
import { unionPage } from './union.ts';
import { searchPage } from './unions.ts';
import { whyPage } from './why.ts';

/** The pages for people; each answers whole HTML without a script. */
export function addPages(server: FastifyInstance, desk: Desk): void {
  const page = (path: string, draw: (request: FastifyRequest) => Promise<string>): void => {
    server.get(path, async (request, reply: FastifyReply) =>
      reply.type('text/html; charset=utf-8').send(await draw(request)),
    );
  };
  page('/', (request) => home(desk, request));
  page('/unions', (request) => search(desk, request));
  page('/unions/:code', (request) => union(desk, request));
  page('/unions/:code/why/:indicator', (request) => why(desk, request));
  page('/schemes/:scheme/:track', (request) => trackUnions(desk, request));
  page('/schemes/:scheme/:track/clauses', (request) => trackClauses(desk, request));
}

async function home(desk: Desk, request: FastifyRequest): Promise<string> {
  const t = desk.asOf(queryText(request, 'as_of'));
  await desk.evaluated(t);
  const { schemes } = desk.standards;
  const roots = await unionsBelow(desk.pool, null, t, 1);
  return homePage({ asOf: t, schemes, summary: await summary(desk.pool, desk.standards, t), roots });
}

async function search(desk: Desk, request: FastifyRequest): Promise<string> {
  const t = desk.asOf(queryText(request, 'as_of'));
  const text = (queryText(request, 'q') ?? '').trim().slice(0, 64);
  const page = pageNumber(request);
  await desk.evaluated(t);
  const unions =
    text === '' ? await unionsBelow(desk.pool, null, t, page) : await searchUnions(desk.pool, text, t, page);
  return searchPage({ asOf: t, schemes: desk.standards.schemes, text, page, unions });
}

async function union(desk: Desk, request: FastifyRequest): Promise<string> {
  const t = desk.asOf(queryText(request, 'as_of'));
  const page = pageNumber(request);
  const found = await unionHead(desk.pool, pathText(request, 'code'));
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
    show: verdict(queryText(request, 'show')),
  });
}

function verdict(text: string | undefined): Verdict | null {
  return VERDICT_ORDER.find((known) => known === text) ?? null;
}

async function why(desk: Desk, request: FastifyRequest): Promise<string> {
  const t = desk.asOf(queryText(request, 'as_of'));
  const [code, indicator] = [pathText(request, 'code'), pathText(request, 'indicator')];
  return whyPage(await explain(desk.pool, desk.standards, t, code, indicator), t);
}

async function trackUnions(desk: Desk, request: FastifyRequest): Promise<string> {
  const t = desk.asOf(queryText(request, 'as_of'));
  const page = pageNumber(request);
  const { scheme, track } = trackOf(desk, request);
  await desk.evaluated(t);
  const unions = await unionsOfTrack(desk.pool, scheme.id, track.id, t, page);
  return trackUnionsPage({ asOf: t, scheme, track, page, unions });
}

async function trackClauses(desk: Desk, request: FastifyRequest): Promise<string> {
  const t = desk.asOf(queryText(request, 'as_of'));
  const { scheme, track } = trackOf(desk, request);
  await desk.evaluated(t);
  const counts = await verdictsOfTrack(desk.pool, scheme.id, track.id, t);
  return trackClausesPage({ asOf: t, scheme, track, counts, looksAt: desk.looksAt });
}

function trackOf(desk: Desk, request: FastifyRequest): { readonly scheme: Scheme; readonly track: Track } {
  const scheme = desk.standards.schemes.find(({ id }) => id === pathText(request, 'scheme'));
  const track = scheme?.tracks.find(({ id }) => id === pathText(request, 'track'));
  if (scheme && track) return { scheme, track };
  throw new Problem('server.noTrack', 'missing', '没有这个标准或适用对象。请从总览进入。');
}
