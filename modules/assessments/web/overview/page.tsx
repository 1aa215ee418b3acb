import { useAnswer } from '@jianjia/client';
import { Asked, countText, Page, percentText, type ScreenProps, VerdictBar } from '@jianjia/ui';
import { Card, Col, Row, Statistic } from 'antd';
import { summarize } from '../../contract/endpoints.ts';
import type { search as schema } from './search.ts';

/** How many unions reach their standard, per scheme and track. */
export default function OverviewPage({ search }: ScreenProps<typeof schema>) {
  const query = useAnswer(summarize, { query: { as_of: search.as_of } });
  return (
    <Page title="总览" lead="从工会台账逐条判定每个标准，并说明理由。">
      <Asked query={query}>
        {({ tracks }) => (
          <Row gutter={[16, 16]}>
            {tracks.map((row) => (
              <Col key={`${row.scheme}.${row.track}`} xs={24} md={12} xl={8}>
                <Card title={row.track_title} size="small">
                  <Statistic
                    title={row.scheme_title}
                    value={percentText(row.unions === 0 ? 0 : row.reached / row.unions)}
                    suffix={`${countText(row.reached)} / ${countText(row.unions)}`}
                  />
                  <VerdictBar counts={row} compact />
                </Card>
              </Col>
            ))}
          </Row>
        )}
      </Asked>
    </Page>
  );
}
