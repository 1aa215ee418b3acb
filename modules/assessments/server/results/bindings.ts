import { actingOf, type Binding, handle } from '@jianjia/http';
import { requireUnion } from '@jianjia/organisations/server';
import { inTransaction } from '@jianjia/db';
import { listOutcomes, listSchemes, summarize } from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { outcomes, summary } from '../outcomes.ts';
import { tracksOf } from '../selection.ts';
import type { Standards } from '../standards.ts';

/** The results as they are kept: schemes, sums, the outcomes of one union. */
export function resultBindings(deps: AssessmentDeps): readonly Binding[] {
  const { app, standards } = deps;
  return [
    handle(listSchemes, async () => schemesOf(standards)),
    handle(summarize, async (call) => {
      const t = deps.asOf(call.query.as_of);
      await deps.evaluated(t);
      const rows = await summary(actingOf(call, app), standards, t);
      const tracks = rows.map(({ schemeTitle, trackTitle, notApplicable, ...row }) => ({
        ...row,
        scheme_title: schemeTitle,
        track_title: trackTitle,
        not_applicable: notApplicable,
      }));
      return { as_of: t, tracks };
    }),
    handle(listOutcomes, async (call) => {
      const t = deps.asOf(call.query.as_of);
      const { scheme } = call.query;
      const { code } = call.params;
      tracksOf(standards, scheme);
      const source = actingOf(call, app);
      await inTransaction(source, (client) => requireUnion(client, code), { readOnly: true });
      await deps.evaluated(t);
      const lines = await Array.fromAsync(outcomes(source, standards, t, { union: code, alone: true }));
      return {
        as_of: t,
        union: code,
        outcomes: lines.filter((line) => scheme === undefined || line.scheme === scheme),
      };
    }),
  ];
}

function schemesOf({ schemes }: Standards) {
  return schemes.map(({ id, title, issuer, version, issuedOn, tracks }) => ({
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
