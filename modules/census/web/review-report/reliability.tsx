import { countText, Nothing, percentText } from '@jianjia/ui';
import { Flex, Statistic, Table, Typography } from 'antd';
import { useMemo } from 'react';
import type { ReliabilityBin, ReviewReport } from '../../contract/index.ts';
import { copy } from './copy.ts';
import { ReliabilityChart } from './reliability-chart.tsx';

/** What the model said against what reviewers found, bin by bin; the same numbers as a table. */
export function Reliability({ calibration }: Pick<ReviewReport, 'calibration'>) {
  const { pairs, brier, plain_brier: plain, bins, models } = calibration;
  const curves = useMemo(() => [{ name: copy.observed, bins }], [bins]);
  if (brier === null || plain === null) return <Nothing title={copy.noCalibration}>{copy.noCalibrationNext}</Nothing>;
  return (
    <>
      <Flex wrap gap="16px 40px">
        <Statistic title={copy.brier} value={brier.toFixed(3)} />
        <Statistic title={copy.plain} value={plain.toFixed(3)} />
      </Flex>
      <Typography.Paragraph type="secondary">
        {copy.brierHint} {copy.caution}
      </Typography.Paragraph>
      <ReliabilityChart curves={curves} label={copy.chart(countText(pairs))} />
      <details>
        <summary>{copy.asTable}</summary>
        <Bins bins={bins} />
      </details>
      <Typography.Paragraph type="secondary">
        {copy.models}：{models.map(({ model, pairs: own }) => `${model}（${countText(own)} ${copy.pairs}）`).join('、')}
      </Typography.Paragraph>
    </>
  );
}

/** Bins of predicted probabilities as a table. */
export function Bins({ bins }: { readonly bins: readonly ReliabilityBin[] }) {
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="from"
      dataSource={[...bins]}
      columns={[
        { key: 'range', title: copy.range, render: (_, { from, to }) => `${percentText(from)} – ${percentText(to)}` },
        { key: 'pairs', title: copy.count, align: 'right', render: (_, row) => countText(row.pairs) },
        { key: 'predicted', title: copy.predicted, align: 'right', render: (_, row) => percentText(row.predicted) },
        { key: 'observed', title: copy.observed, align: 'right', render: (_, row) => percentText(row.observed) },
      ]}
    />
  );
}
