import { Page, placeOf, type ScreenProps } from '@jianjia/ui';
import { copy } from './copy.ts';
import { FilterForm } from './filter-form.tsx';
import type { unionsSearch } from './search.ts';
import { UnionList } from './union-list.tsx';

/** The unions behind a figure. */
export default function UnionsPage({ search, setSearch }: ScreenProps<typeof unionsSearch>) {
  const { at, as_of, founded_since, dissolved_since, indicator } = search;
  const { titles } = copy;
  const ofUnions = dissolved_since === undefined ? titles.founded : titles.dissolved;
  const isOfUnions = founded_since !== undefined || dissolved_since !== undefined;
  const title = isOfUnions ? ofUnions : indicator === undefined ? titles.results : titles.clause;
  return (
    <Page
      title={title}
      lead={isOfUnions ? copy.leadOfUnions : copy.lead}
      crumbs={[{ title: copy.overview, to: placeOf('/overview', { at, as_of }) }, { title }]}
    >
      <UnionList search={search} setSearch={setSearch} tools={<FilterForm search={search} setSearch={setSearch} />} />
    </Page>
  );
}
