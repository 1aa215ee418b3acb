import type { OutcomeLine } from '@jianjia/assessments/contract';
import { outcomes, summary, tracksOf } from '@jianjia/assessments/server';
import type { PlainDate } from '@jianjia/kernel';
import type { FastifyInstance } from 'fastify';
import type { Desk } from './desk.ts';
import { pathText, queryText } from './query.ts';
import { unionHead } from './unions.ts';

/** The results as JSON; `as_of` is a day, default today in China. */
export function addApi(server: FastifyInstance, desk: Desk): void {
  server.get('/api/schemes', () =>
    desk.standards.schemes.map(({ id, title, issuer, version, issuedOn, tracks }) => ({
      id,
      title,
      issuer,
      version,
      issued_on: issuedOn ?? null,
      tracks: tracks.map((track) => ({
        id: track.id,
        title: track.title,
        items: track.items.length,
        indicators: track.items.filter((item) => item.as === 'indicator').length,
      })),
    })),
  );
  server.get('/api/summary', async (request) => {
    const t = desk.asOf(queryText(request, 'as_of'));
    await desk.evaluated(t);
    const rows = await summary(desk.pool, desk.standards, t);
    return {
      as_of: t,
      tracks: rows.map(({ schemeTitle, trackTitle, notApplicable, ...row }) => ({
        ...row,
        scheme_title: schemeTitle,
        track_title: trackTitle,
        not_applicable: notApplicable,
      })),
    };
  });
  server.get('/api/unions/:code/outcomes', async (request) => {
    const t = desk.asOf(queryText(request, 'as_of'));
    const scheme = queryText(request, 'scheme');
    tracksOf(desk.standards, scheme);
    const union = await unionHead(desk.pool, pathText(request, 'code'));
    await desk.evaluated(t);
    const lines = await outcomesOf(desk, t, union.code);
    return {
      as_of: t,
      union: union.code,
      outcomes: lines.filter((line) => scheme === undefined || line.scheme === scheme),
    };
  });
}

/** The outcomes of one union itself, without those below it. */
export async function outcomesOf(desk: Desk, t: PlainDate, code: string): Promise<readonly OutcomeLine[]> {
  const own: OutcomeLine[] = [];
  for await (const line of outcomes(desk.pool, desk.standards, t, { union: code, alone: true })) own.push(line);
  return own;
}
