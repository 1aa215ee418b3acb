import { listOutcomes, listSchemes, summarize, type OutcomeLine } from '@jianjia/assessments/contract';
import { outcomes, summary, tracksOf } from '@jianjia/assessments/server';
import { type Binding, handle } from '@jianjia/http';
import type { Access, PlainDate } from '@jianjia/kernel';
import type { Desk } from './desk.ts';
import { unionHead } from './unions.ts';

/** The results as JSON; `as_of` is a day, default today in China. `access` replaces what the endpoints ask for. */
export function apiBindings(desk: Desk, access: Access): readonly Binding[] {
  return [
    handle({ ...listSchemes, access }, async () => schemesOf(desk)),
    handle({ ...summarize, access }, async ({ query }) => {
      const t = desk.asOf(query.as_of);
      await desk.evaluated(t);
      const rows = await summary(desk.pool, desk.standards, t);
      const tracks = rows.map(({ schemeTitle, trackTitle, notApplicable, ...row }) => ({
        ...row,
        scheme_title: schemeTitle,
        track_title: trackTitle,
        not_applicable: notApplicable,
      }));
      return { as_of: t, tracks };
    }),
    handle({ ...listOutcomes, access }, async ({ params, query }) => {
      const t = desk.asOf(query.as_of);
      const { scheme } = query;
      tracksOf(desk.standards, scheme);
      const union = await unionHead(desk.pool, params.code);
      await desk.evaluated(t);
      const lines = await outcomesOf(desk, t, union.code);
      return {
        as_of: t,
        union: union.code,
        outcomes: lines.filter((line) => scheme === undefined || line.scheme === scheme),
      };
    }),
  ];
}

function schemesOf(desk: Desk) {
  return desk.standards.schemes.map(({ id, title, issuer, version, issuedOn, tracks }) => ({
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
  }));
}

/** The outcomes of one union itself, without those below it. */
export async function outcomesOf(desk: Desk, t: PlainDate, code: string): Promise<readonly OutcomeLine[]> {
  const own: OutcomeLine[] = [];
  for await (const line of outcomes(desk.pool, desk.standards, t, { union: code, alone: true })) own.push(line);
  return own;
}
