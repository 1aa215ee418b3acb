import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { countText, percentText } from '@jianjia/ui';
import { Col, Row, Statistic } from 'antd';
import { copy } from './copy.ts';
import type { Answer } from './parts.ts';

/** How many reach the standard before and after, and how many flip. */
export function Totals({ total, isInstead }: { readonly total: Answer['total']; readonly isInstead: boolean }) {
  const { unions, before, after, gained, lost, not_judged: notJudged } = total;
  const judged = unions - notJudged;
  const share = (part: number, of: number): string => (of === 0 ? '–' : percentText(part / of));
  const cells = [
    { title: copy.before, value: share(before, unions), suffix: `${countText(before)} / ${countText(unions)}` },
    {
      title: isInstead ? copy.afterInstead : copy.after,
      value: share(after, judged),
      suffix: `${countText(after)} / ${countText(judged)}`,
    },
    { title: copy.gained, value: countText(gained), suffix: copy.unions, prefix: <ArrowUpOutlined aria-hidden /> },
    { title: copy.lost, value: countText(lost), suffix: copy.unions, prefix: <ArrowDownOutlined aria-hidden /> },
    ...(isInstead ? [{ title: copy.notJudged, value: countText(notJudged), suffix: copy.unions }] : []),
  ];
  return (
    <Row gutter={[16, 12]}>
      {cells.map(({ suffix, ...cell }) => (
        <Col key={cell.title} xs={12} md={6}>
          <Statistic {...cell} suffix={<span style={{ fontSize: 14 }}>{suffix}</span>} />
        </Col>
      ))}
    </Row>
  );
}
