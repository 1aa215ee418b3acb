import { type Binding, handle } from '@jianjia/http';
import { listDocuments, showDocument, showItem } from '../../contract/index.ts';
import type { SchemeDeps } from '../deps.ts';
import type { Library } from '../library.ts';
import { itemDetail } from './item-detail.ts';

/** The source documents with the items that quote them. */
export function browseBindings({ words }: SchemeDeps, library: Library): readonly Binding[] {
  return [
    handle(listDocuments, async () => library.all().map(({ document }) => document)),
    handle(showDocument, async ({ params }) => library.volume(params.scheme).document),
    handle(showItem, async ({ params }) => itemDetail(library, words, params.scheme, params.item)),
  ];
}
