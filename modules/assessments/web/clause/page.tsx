import { useAnswer } from '@jianjia/client';
import { Asked, countText, FIRST, Page, placeOf, PlaceLink, type ScreenProps, VerdictBar } from '@jianjia/ui';
import { Card, Col, Row, Space, Tabs, Tag } from 'antd';
import { type ClauseAnswer, showClause } from '../../contract/clause.ts';
import { FilterForm } from '../lists/filter-form.tsx';
import { UnionList, type UnionsSearch } from '../lists/union-list.tsx';
import { About } from './about.tsx';
import { copy } from './copy.ts';
import { Counts } from './counts.tsx';
import { Histogram } from './histogram.tsx';
import type { clauseSearch } from './search.ts';
import './clause.css';

type Props = ScreenProps<typeof clauseSearch>;

/** One clause across all unions: what it asks, who meets it, how the values are spread, the lists on both sides. */
export default function ClausePage({ params, search, setSearch }: Props) {
  const indicator = params['indicator'] ?? '';
  const { at, as_of } = search;
  const query = useAnswer(showClause, { params: { indicator }, query: { at, as_of } }, { keep: true });
  const clause = query.data;
  return (
    <Page
      title={clause?.clause ?? copy.crumb}
      {...(clause ? { lead: <Lead clause={clause} /> } : {})}
      crumbs={[{ title: copy.overview, to: placeOf('/overview', { at, as_of }) }, { title: copy.crumb }]}
    >
      <Asked query={query} rows={10}>
        {(answer) => (
          <>
            <Figures clause={answer} search={search} />
            <Sides indicator={answer.indicator} search={search} setSearch={setSearch} />
          </>
        )}
      </Asked>
    </Page>
  );
}

function Lead({ clause }: { readonly clause: ClauseAnswer }) {
  const { scheme, track, place, section, mandatory, indicator, as_of } = clause;
  const item = indicator.split('.').at(-1);
  const to = placeOf(`/schemes/${encodeURIComponent(scheme.id)}`, { track: track.id, item, as_of });
  return (
    <Space wrap size={[8, 4]}>
      <Tag color={mandatory ? 'error' : 'default'}>{mandatory ? copy.mandatory : copy.optional}</Tag>
      <span>
        {scheme.title} · {track.title} · {place}
        {section !== null && ` · ${section}`}
      </span>
      <PlaceLink to={to}>{copy.inScheme}</PlaceLink>
    </Space>
  );
}

function Figures({ clause, search }: { readonly clause: ClauseAnswer; readonly search: Props['search'] }) {
  const { totals, kinds, districts, distributions, indicator } = clause;
  const { at, as_of } = search;
  const list = (more: Readonly<Record<string, string>>) => placeOf('/lists/unions', { at, as_of, indicator, ...more });
  const ofKinds = kinds.map((group) => ({ ...group, key: group.kind, to: list({ kind: group.kind }) }));
  const ofDistricts = districts.map(({ code, name, ...counts }) => ({
    ...counts,
    key: code ?? '',
    title: name,
    to: code === null ? null : list({ district: code }),
  }));
  // One group alone says what the whole says.
  const groups = [
    { title: copy.kinds, column: copy.kind, of: ofKinds },
    { title: copy.districts, column: copy.district, of: ofDistricts },
  ].filter(({ of }) => of.length > 1);
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} lg={10}>
        <Card title={copy.asks} size="small" className="clause-card">
          <About clause={clause} />
        </Card>
      </Col>
      <Col xs={24} lg={14}>
        <Card title={copy.totals} size="small" extra={copy.unions(countText(totals.unions))}>
          <VerdictBar counts={totals} />
        </Card>
        {distributions.map((distribution) => (
          <Card
            key={distribution.measure}
            title={`${copy.distribution}：${distribution.title}`}
            size="small"
            className="clause-below"
          >
            <Histogram distribution={distribution} />
          </Card>
        ))}
      </Col>
      {groups.map(({ title, column, of }) => (
        <Col key={title} xs={24} lg={24 / groups.length}>
          <Card size="small" title={title} className="clause-card">
            <Counts title={column} groups={of} />
          </Card>
        </Col>
      ))}
    </Row>
  );
}

function Sides({ indicator, search, setSearch }: Pick<Props, 'search' | 'setSearch'> & { readonly indicator: string }) {
  const { side = 'held', ...rest } = search;
  const listed: UnionsSearch = { ...rest, indicator, verdict: side };
  // What belongs to the page is not the list's to change.
  const change = ({ indicator: _indicator, verdict: _verdict, ...changed }: Partial<UnionsSearch>) =>
    setSearch(changed);
  return (
    <Card size="small" className="clause-below">
      <Tabs
        activeKey={side}
        onChange={(key) => setSearch({ side: key as 'met' | 'held', ...FIRST })}
        items={(['held', 'met'] as const).map((key) => ({ key, label: copy.sides[key] }))}
      />
      <UnionList
        search={listed}
        setSearch={change}
        fixed={['at', 'indicator', 'verdict']}
        tools={<FilterForm search={listed} setSearch={change} fixed={['verdict']} />}
      />
    </Card>
  );
}
