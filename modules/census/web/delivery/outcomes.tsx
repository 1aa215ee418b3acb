import { countText } from '@jianjia/ui';
import { Card, Col, Row, Statistic } from 'antd';
import type { Outcome } from '../../contract/index.ts';
import { copy } from './copy.ts';

const SHOWN = Object.entries(copy.outcomes) as [keyof Outcome, string][];

/** What applying a delivery came to. */
export function Outcomes({ outcome }: { readonly outcome: Outcome }) {
  return (
    <>
      <h2 className="census-heading">{copy.outcome}</h2>
      <Row gutter={[12, 12]}>
        {SHOWN.map(([key, title]) => (
          <Col key={key} xs={12} md={8} xl={6}>
            <Card size="small">
              <Statistic title={title} value={countText(outcome[key])} />
            </Card>
          </Col>
        ))}
      </Row>
    </>
  );
}
