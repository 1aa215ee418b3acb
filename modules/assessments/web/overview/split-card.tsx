import { type AnswerOf, useAnswer } from '@jianjia/client';
import { Asked, countText, Nothing, PlaceLink } from '@jianjia/ui';
import { Card, Table, Tabs, type TableColumnsType } from 'antd';
import { overviewShares } from '../../contract/overview.ts';
import { copy } from './copy.ts';
import { unionList } from './links.ts';
import { type Place, type Split, splits } from './search.ts';
import { ShareBar } from './share-bar.tsx';

type Row = AnswerOf<typeof overviewShares>['rows'][number];

interface Props {
  readonly place: Place;
  readonly scheme: string | undefined;
  readonly by: Split;
  readonly onChoose: (by: Split) => void;
}

/** The share of unions that reach their standard by kind, district or industry, as a table with bars. */
export default function SplitCard({ place, scheme, by, onChoose }: Props) {
  const query = useAnswer(overviewShares, { query: { ...place, by, scheme } });
  return (
    <Card size="small" title={copy.split}>
      <Tabs
        size="small"
        activeKey={by}
        onChange={(key) => onChoose(splits.find((one) => one === key) ?? 'kind')}
        items={splits.map((key) => ({ key, label: copy.splits[key] }))}
      />
      {by === 'district' && <p className="overview-note">{copy.districtHelp}</p>}
      <Asked query={query} rows={6}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing title={copy.reachEmpty}>{copy.reachEmptyHelp}</Nothing>
          ) : (
            <Table
              size="small"
              rowKey={(row) => `${row.scheme} ${row.key}`}
              columns={columnsOf(rows, place, by)}
              dataSource={rows}
              pagination={rows.length > 12 ? { pageSize: 12, size: 'small', showSizeChanger: false } : false}
            />
          )
        }
      </Asked>
    </Card>
  );
}

function columnsOf(rows: readonly Row[], place: Place, by: Split): TableColumnsType<Row> {
  const schemes = new Set(rows.map(({ scheme }) => scheme));
  const list = ({ scheme, key }: Row, reached?: string) => {
    // Whoever lies in no district has no filter of the list.
    if (by === 'district' && key === null) return null;
    return unionList(place, { scheme, reached, [by]: key ?? 'none' });
  };
  const linked = (row: Row, text: string, reached?: string) => {
    const to = list(row, reached);
    return to === null ? text : <PlaceLink to={to}>{text}</PlaceLink>;
  };
  return [
    {
      title: copy.part[by],
      key: 'title',
      sorter: (a, b) => a.title.localeCompare(b.title, 'zh-CN'),
      render: (_, row) => (
        <>
          {linked(row, row.title)}
          {schemes.size > 1 && <small className="overview-scheme-of">{row.scheme_title}</small>}
        </>
      ),
    },
    {
      title: copy.judged,
      key: 'unions',
      align: 'right',
      responsive: ['sm'],
      sorter: (a, b) => a.unions - b.unions,
      render: (_, row) => linked(row, countText(row.unions)),
    },
    {
      title: copy.reached,
      key: 'reached',
      align: 'right',
      responsive: ['sm'],
      sorter: (a, b) => a.reached - b.reached,
      render: (_, row) => linked(row, countText(row.reached), 'true'),
    },
    {
      title: copy.share,
      key: 'share',
      width: '42%',
      sorter: (a, b) => a.share - b.share,
      render: (_, row) => (
        <ShareBar share={row.share}>
          <small>
            {countText(row.reached)} / {countText(row.unions)}
          </small>
        </ShareBar>
      ),
    },
  ];
}
