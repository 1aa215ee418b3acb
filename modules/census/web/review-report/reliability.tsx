import { countText, Nothing, percentText } from '@jianjia/ui';
import { Chart, type ChartOption } from '@jianjia/ui/chart';
import { Flex, Statistic, Table, theme, Typography } from 'antd';
import { useMemo } from 'react';
import type { ReliabilityBin, ReviewReport } from '../../contract/index.ts';
import { copy } from './copy.ts';

/** What the model said against what reviewers found, bin by bin; the same numbers as a table. */
export function Reliability({ calibration }: Pick<ReviewReport, 'calibration'>) {
  const { token } = theme.useToken();
  const { pairs, brier, plain_brier: plain, bins, models } = calibration;
  const option = useMemo(() => optionOf(bins, token.colorPrimary, token.colorTextSecondary), [bins, token]);
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
      <Chart option={option} label={copy.chart(countText(pairs))} height={320} />
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

function Bins({ bins }: { readonly bins: readonly ReliabilityBin[] }) {
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

/** A bin's point is as large as its share of the pairs, so that few pairs do not look like many. */
function optionOf(bins: readonly ReliabilityBin[], colour: string, quiet: string): ChartOption {
  const most = Math.max(...bins.map(({ pairs }) => pairs), 1);
  const axis = {
    type: 'value',
    min: 0,
    max: 1,
    axisLabel: { formatter: (share: number) => percentText(share) },
  } as const;
  return {
    grid: { left: 68, right: 24, top: 40, bottom: 52 },
    legend: { top: 0 },
    tooltip: { trigger: 'item' },
    xAxis: { ...axis, name: copy.predicted, nameLocation: 'middle', nameGap: 28 },
    yAxis: { ...axis, name: copy.observed, nameLocation: 'middle', nameGap: 44 },
    series: [
      {
        name: copy.ideal,
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        symbol: 'none',
        lineStyle: { type: 'dashed', color: quiet },
        itemStyle: { color: quiet },
      },
      {
        name: copy.observed,
        type: 'line',
        data: bins.map(({ predicted, observed, pairs }) => ({
          value: [predicted, observed],
          symbolSize: 6 + 14 * Math.sqrt(pairs / most),
        })),
        symbol: 'circle',
        lineStyle: { color: colour },
        itemStyle: { color: colour },
      },
    ],
  };
}
