import '../census.css';
import { useAnswer } from '@jianjia/client';
import {
  Asked,
  countText,
  cursorOf,
  FIRST,
  Nothing,
  Page,
  type PagedColumn,
  PagedTable,
  PlaceLink,
  placeOf,
  type ScreenProps,
} from '@jianjia/ui';
import { Button, Card, Col, Flex, Row, Tag, Typography } from 'antd';
import { type Delivery, departments, listDeliveries, listSources, type Source } from '../../contract/index.ts';
import { CensusNav } from '../parts/nav.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { useGo } from '../parts/use-go.ts';
import { copy } from './copy.ts';
import type { search as schema } from './search.ts';
import { TakeRegister } from './take-register.tsx';
import { WithdrawSource } from './withdraw-source.tsx';

const COLUMNS: readonly PagedColumn<Delivery>[] = [
  {
    key: 'file',
    title: copy.columns.file,
    head: true,
    width: 240,
    render: (row) => (
      <PlaceLink to={`/census/deliveries/${row.delivery_id}`}>
        <b style={{ overflowWrap: 'anywhere' }}>{row.file_name}</b>
      </PlaceLink>
    ),
  },
  { key: 'source', title: copy.columns.source, width: 150, render: (row) => row.source },
  { key: 'status', title: copy.columns.status, width: 100, render: (row) => <StateTag delivery={row} /> },
  { key: 'rows', title: copy.columns.rows, width: 80, align: 'right', render: (row) => countText(row.rows) },
  { key: 'asOf', title: copy.columns.asOf, width: 110, render: (row) => row.as_of },
  {
    key: 'result',
    title: copy.columns.result,
    width: 160,
    render: ({ outcome, status }) =>
      outcome !== null && status === 'applied' ? copy.outcome(outcome.employers_new, outcome.employers_met) : null,
  },
  {
    key: 'received',
    title: copy.columns.received,
    width: 190,
    render: (row) => (
      <>
        {copy.time.format(new Date(row.received_at))}
        <br />
        <Typography.Text type="secondary">{row.received_by}</Typography.Text>
      </>
    ),
  },
];

/** The registers that are taken in, and the files that came. */
export default function SourcesPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { source, after, page } = search;
  const go = useGo();
  const sources = useAnswer(listSources, {});
  const query = useAnswer(listDeliveries, { query: { source, after: cursorOf({ after }), limit: 20 } }, { keep: true });
  const canWrite = sources.data?.sources.some(({ can }) => can.write) ?? false;
  return (
    <Page
      title={copy.title}
      lead={copy.lead}
      extra={
        <Flex wrap gap={8} align="center">
          <TakeRegister />
          <Button type="primary" onClick={() => go(placeOf('/census/take', { source }))}>
            {copy.take}
          </Button>
        </Flex>
      }
    >
      <CensusNav here="/census" />
      <h2 className="census-heading">{copy.sources}</h2>
      <Asked query={sources}>
        {({ sources: all }) =>
          all.length === 0 ? (
            <Nothing title={copy.noSources}>{copy.noSourcesHint}</Nothing>
          ) : (
            <Row gutter={[12, 12]}>
              {all.map((one) => (
                <SourceCard
                  key={one.source_id}
                  source={one}
                  isChosen={one.source_id === source}
                  canTake={canWrite && one.can.write}
                  onChoose={() => setSearch({ source: one.source_id === source ? undefined : one.source_id, ...FIRST })}
                />
              ))}
            </Row>
          )
        }
      </Asked>
      <h2 className="census-heading">{copy.deliveries}</h2>
      <PagedTable
        label={copy.deliveries}
        query={query}
        columns={COLUMNS}
        rowKey={(row) => row.delivery_id}
        turn={{ after, page }}
        onTurn={(turn) => setSearch({ ...turn })}
        empty={<Nothing title={copy.noDeliveries}>{copy.noDeliveriesHint}</Nothing>}
      />
    </Page>
  );
}

interface CardProps {
  readonly source: Source;
  readonly isChosen: boolean;
  readonly canTake: boolean;
  readonly onChoose: () => void;
}

function SourceCard({ source, isChosen, canTake, onChoose }: CardProps) {
  return (
    <Col xs={24} sm={12} lg={8} xxl={6}>
      <Card size="small" style={{ height: '100%' }}>
        <Tag>{departments[source.department]}</Tag>
        <b>{source.title}</b>
        <Typography.Paragraph type="secondary" style={{ margin: '4px 0 8px' }}>
          {source.union_name} · {copy.files(source.deliveries)} · {copy.newest(source.newest)}
        </Typography.Paragraph>
        <Button size="small" aria-pressed={isChosen} onClick={onChoose}>
          {isChosen ? copy.all : copy.only}
        </Button>{' '}
        {canTake && <PlaceLink to={placeOf('/census/take', { source: source.source_id })}>{copy.take}</PlaceLink>}{' '}
        {canTake && source.newest !== null && <WithdrawSource source={source} />}
      </Card>
    </Col>
  );
}
