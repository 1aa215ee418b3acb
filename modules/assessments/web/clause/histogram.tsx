import { countText, Nothing, numberText, verdictColour } from '@jianjia/ui';
import { Chart, type ChartOption } from '@jianjia/ui/chart';
import { Table, theme, Typography } from 'antd';
import { useMemo } from 'react';
import type { ClauseDistribution } from '../../contract/clause.ts';
import { copy } from './copy.ts';

/** How the values of one measure are spread, with the line of what is asked; the same numbers as a table. */
export function Histogram({ distribution }: { readonly distribution: ClauseDistribution }) {
  const { token } = theme.useToken();
  const option = useMemo(
    () => optionOf(distribution, token.colorText, token.colorBorderSecondary),
    [distribution, token],
  );
  const { known, unknown, q1, median, q3, unit, thresholds, title } = distribution;
  if (known === 0) return <Nothing title={copy.noValues}>{copy.noValuesNext}</Nothing>;
  const value = (one: number | null) => (one === null ? '–' : numberText(one, unit));
  const spread = copy.spread(countText(known), countText(unknown));
  const quartiles = distribution.kind === 'yesno' ? '' : copy.quartiles(value(q1), value(median), value(q3));
  const varies = thresholds.some(({ parameter, bin }) => parameter !== null && bin === null);
  return (
    <>
      <Typography.Paragraph type="secondary">
        {spread}
        {quartiles} {thresholds.map(({ label }) => `${copy.threshold}${label}。`).join('')}
        {varies && copy.varies}
      </Typography.Paragraph>
      <Chart option={option} label={`${title}：${spread}${quartiles}`} height={260} />
      <details>
        <summary>{copy.asTable}</summary>
        <Numbers distribution={distribution} />
      </details>
    </>
  );
}

function Numbers({ distribution }: { readonly distribution: ClauseDistribution }) {
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="label"
      dataSource={distribution.bins}
      columns={[
        { key: 'label', title: copy.bin, dataIndex: 'label' },
        { key: 'met', title: copy.met, align: 'right', render: (_value, { met }) => countText(met) },
        { key: 'held', title: copy.held, align: 'right', render: (_value, { met, unions }) => countText(unions - met) },
        { key: 'unions', title: copy.sum, align: 'right', render: (_value, { unions }) => countText(unions) },
      ]}
    />
  );
}

/** The verdict's colour of the look in use; a chart takes no CSS variables. */
function colourOf(verdict: 'met' | 'unmet'): string {
  const name = /--[\w-]+/.exec(verdictColour(verdict))?.[0] ?? '';
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const PLAIN = { symbol: 'none' };
const STRIPES = {
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [2, 5],
  rotation: Math.PI / 4,
  color: 'rgba(255, 255, 255, 0.55)',
};

function optionOf({ bins, thresholds, unit }: ClauseDistribution, text: string, line: string): ChartOption {
  const bars = (name: string, colour: string, of: (bin: ClauseDistribution['bins'][number]) => number) => ({
    type: 'bar' as const,
    name,
    stack: 'unions',
    barCategoryGap: '8%',
    itemStyle: { color: colour },
    data: bins.map(of),
  });
  const lines = thresholds.flatMap(({ bin, label }) =>
    bin === null ? [] : [{ xAxis: bin, label: { formatter: label } }],
  );
  return {
    // The label is ours; stripes tell the two apart without colour.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: [PLAIN, STRIPES] } },
    grid: { left: 8, right: 16, top: 56, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { top: 0, right: 0, data: [copy.met, copy.held], textStyle: { color: text } },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: [
      {
        type: 'category',
        data: bins.map(({ label }) => label),
        axisLabel: { color: text, hideOverlap: true, rotate: bins.length > 12 && unit !== '%' ? 30 : 0 },
        axisTick: { show: false },
      },
      // Lines stand between bars: on an axis of edges, not of bins.
      { type: 'value', min: 0, max: bins.length, show: false },
    ],
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: text },
      splitLine: { lineStyle: { color: line } },
    },
    series: [
      bars(copy.met, colourOf('met'), ({ met }) => met),
      bars(copy.held, colourOf('unmet'), ({ unions, met }) => unions - met),
      {
        type: 'line',
        xAxisIndex: 1,
        data: [],
        markLine: {
          symbol: 'none',
          silent: true,
          lineStyle: { color: text, width: 2, type: 'dashed' },
          label: { color: text, position: 'end' },
          data: lines,
        },
      },
    ],
  };
}
