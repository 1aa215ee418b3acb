import { useAnswer } from '@jianjia/client';
import {
  countText,
  cursorOf,
  Nothing,
  Page,
  type PagedColumn,
  PagedTable,
  PlaceLink,
  placeOf,
  type ScreenProps,
} from '@jianjia/ui';
import { type JointUnion, listJointUnions, placeTitles } from '../../contract/index.ts';
import { CensusNav } from '../parts/nav.tsx';
import { copy } from './copy.ts';
import type { search as schema } from './search.ts';

const { columns: titles } = copy;

function columnsFor(as_of: string | undefined): readonly PagedColumn<JointUnion>[] {
  return [
    {
      key: 'place',
      title: titles.place,
      head: true,
      width: 260,
      render: ({ division, place_kind, place, part }) => (
        <PlaceLink
          to={placeOf('/census/joint-unions/group', {
            division: division.code,
            place_kind,
            place,
            part: String(part),
            as_of,
          })}
        >
          <b>{place}</b> {copy.part(part)}
        </PlaceLink>
      ),
    },
    { key: 'division', title: titles.division, width: 160, render: ({ division }) => division.name },
    { key: 'kind', title: titles.kind, width: 100, render: ({ place_kind }) => placeTitles[place_kind] },
    {
      key: 'employers',
      title: titles.employers,
      width: 110,
      align: 'right',
      render: ({ employers }) => `${countText(employers)} ${copy.units}`,
    },
    {
      key: 'employees',
      title: titles.employees,
      width: 110,
      align: 'right',
      render: ({ employees }) => `${countText(employees)} ${copy.people}`,
    },
  ];
}

/** Joint unions that could be founded; each opens the list of its employers. */
export default function JointPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { after, page, ...filters } = search;
  const query = useAnswer(listJointUnions, { query: { ...filters, after: cursorOf({ after }) } }, { keep: true });
  return (
    <Page title={copy.title} lead={copy.lead} crumbs={[{ title: copy.census, to: '/census' }]}>
      <CensusNav here="/census/joint-unions" />
      <PagedTable
        label={copy.title}
        query={query}
        columns={columnsFor(filters.as_of)}
        rowKey={({ division, place_kind, place, part }) => [division.code, place_kind, place, part].join('/')}
        turn={{ after, page }}
        onTurn={(turn) => setSearch({ ...turn })}
        empty={<Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>}
      />
    </Page>
  );
}
