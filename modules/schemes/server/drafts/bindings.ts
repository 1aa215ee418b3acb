import { actingOf, handle, type Binding } from '@jianjia/http';
import * as contract from '../../contract/index.ts';
import { createDraft } from './create-draft.ts';
import { deleteDraft } from './delete-draft.ts';
import type { DraftDeps } from './deps.ts';
import { problems } from './problems.ts';
import { draftFile, listDrafts, showDraft } from './read-drafts.ts';

/** Drafts of standards: kept, read, fetched as files, taken back. */
export function draftBindings({ app, schemes, revise }: DraftDeps): readonly Binding[] {
  const published = (scheme: string): string => {
    if (!schemes.includes(scheme)) throw problems.noScheme(scheme);
    return scheme;
  };
  return [
    handle(contract.createDraft, async (call) => {
      const scheme = published(call.params.scheme);
      const revised = revise(scheme, call.body.track, call.body.changes);
      return { draft_id: await createDraft(actingOf(call, app), scheme, call.body, revised) };
    }),
    handle(contract.listDrafts, (call) => listDrafts(actingOf(call, app), published(call.params.scheme), call.query)),
    handle(contract.showDraft, (call) => showDraft(actingOf(call, app), call.params.draft)),
    handle(contract.fetchDraftFile, async (call) => {
      const { draft, file } = call.params;
      const content = Buffer.from(await draftFile(actingOf(call, app), draft, file));
      return call.sendFile({ name: file, type: 'application/yaml; charset=utf-8', content });
    }),
    handle(contract.deleteDraft, async (call) => {
      await deleteDraft(actingOf(call, app), call.params.draft);
      return {};
    }),
  ];
}
