import { listOutcomes, listSchemes, type OutcomeLine, summarize } from '@jianjia/assessments/contract';
import { outcomes, summary, tracksOf } from '@jianjia/assessments/server';
import type { Source } from '@jianjia/db';
import { type Binding, handle } from '@jianjia/http';
import type { PlainDate } from '@jianjia/kernel';
import type { Desk } from './desk.ts';
import { type House, sight } from './house.ts';
import { unionHead } from './unions.ts';

/** The results as JSON, each caller's part of them. */
export function apiBindings(house: House): readonly Binding[] {
  const { desk } = house;
  return [
    handle(listSchemes, async () => schemesOf(desk)),
    handle(summarize, async (call) => {
      const t = desk.asOf(call.query.as_of);
      await desk.evaluated(t);
      const rows = await summary(sight(house, call), desk.standards, t);
      const tracks = rows.map(({ schemeTitle, trackTitle, notApplicable, ...row }) => ({
        ...row,
        scheme_title: schemeTitle,
        track_title: trackTitle,
        not_applicable: notApplicable,
      }));
      return { as_of: t, tracks };
    }),
    handle(listOutcomes, async (call) => {
      const t = desk.asOf(call.query.as_of);
      const { scheme } = call.query;
      tracksOf(desk.standards, scheme);
      const source = sight(house, call);
      const union = await unionHead(source, call.params.code);
      await desk.evaluated(t);
      const lines = await outcomesOf(source, desk, t, union.code);
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
export async function outcomesOf(
  source: Source,
  desk: Desk,
  t: PlainDate,
  code: string,
): Promise<readonly OutcomeLine[]> {
  const own: OutcomeLine[] = [];
  for await (const line of outcomes(source, desk.standards, t, { union: code, alone: true })) own.push(line);
  return own;
}
