import { PrinterOutlined } from '@ant-design/icons';
import { useAnswer } from '@jianjia/client';
import { Asked, Nothing, Page, PlaceLink, placeOf, type ScreenProps } from '@jianjia/ui';
import type { output } from 'zod';
import { getChecklist } from '../../contract/checklist.ts';
import { copy } from './copy.ts';
import { StandardTabs } from './standard-tabs.tsx';
import type { search as schema } from './search.ts';
import type { Checklist } from './types.ts';
import './union.css';

type Search = output<typeof schema>;

/** A union: its standards as checklists, what to do next, and why each verdict is what it is. */
export default function UnionPage({ params, search, setSearch }: ScreenProps<typeof schema>) {
  const code = params['code'] ?? '';
  const query = useAnswer(getChecklist, { params: { code }, query: { as_of: search.as_of } });
  const head = query.data?.union;
  return (
    <Page
      title={head?.name ?? (query.isError ? copy.lost : code)}
      lead={head && leadOf(head)}
      crumbs={(head?.above ?? []).map((above) => ({ title: above.name, to: unionPlace(above.code, search) }))}
      extra={head && <Places checklist={query.data} search={search} />}
    >
      <Asked query={query} rows={10}>
        {(checklist) =>
          checklist.standards.length === 0 ? (
            <NotJudged checklist={checklist} search={search} />
          ) : (
            <StandardTabs checklist={checklist} search={search} setSearch={setSearch} />
          )
        }
      </Asked>
    </Page>
  );
}

function leadOf({ kind_title: kind, code, founded_on: founded, dissolved_on: dissolved }: Checklist['union']): string {
  return `${kind}　${code}　${founded} 建会${dissolved === null ? '' : `　${dissolved} 撤销`}`;
}

function unionPlace(code: string, { as_of: asOf }: Search): string {
  return placeOf(`/unions/${encodeURIComponent(code)}`, { as_of: asOf });
}

/** Where else to go from here. */
function Places({ checklist, search }: { readonly checklist: Checklist | undefined; readonly search: Search }) {
  if (!checklist) return null;
  const { union, standards } = checklist;
  const { as_of: asOf } = search;
  const scheme = search.scheme ?? standards[0]?.scheme;
  return (
    <nav className="union-places" aria-label="相关页面">
      <PlaceLink to={placeOf('/tree', { at: union.code, as_of: asOf })}>{copy.below}</PlaceLink>
      <a href={`/unions/${encodeURIComponent(union.code)}/members`}>{copy.members}</a>
      {scheme !== undefined && (
        <PlaceLink to={placeOf(`/unions/${encodeURIComponent(union.code)}/summary`, { scheme, as_of: asOf })}>
          <PrinterOutlined aria-hidden /> {copy.summary}
        </PlaceLink>
      )}
    </nav>
  );
}

function NotJudged({ checklist, search }: { readonly checklist: Checklist; readonly search: Search }) {
  const { union, as_of: day } = checklist;
  if (union.dissolved_on !== null && union.dissolved_on <= day) return <Nothing title={copy.dissolved} />;
  return (
    <Nothing title={copy.notJudged}>
      <p>{copy.notJudgedLead}</p>
      <PlaceLink to={placeOf('/tree', { at: union.code, as_of: search.as_of })}>{copy.below}</PlaceLink>
    </Nothing>
  );
}
