import { percentText } from '@jianjia/ui';
import { Chart, type ChartOption } from '@jianjia/ui/chart';
import { theme } from 'antd';
import { useMemo } from 'react';
import type { ReliabilityBin } from '../../contract/index.ts';
import { copy } from './copy.ts';

/** What one model said against what reviewers found. */
export interface Curve {
  readonly name: string;
  readonly bins: readonly ReliabilityBin[];
}

interface Props {
  /** One, or two to be held against each other. */
  readonly curves: readonly Curve[];
  readonly label: string;
}

/** Reliability curves: on the slanting line a model says what is so. */
export function ReliabilityChart({ curves, label }: Props) {
  const { token } = theme.useToken();
  const option = useMemo(
    () => optionOf(curves, [token.colorPrimary, token.colorInfo], token.colorTextSecondary),
    [curves, token],
  );
  return <Chart option={option} label={label} height={320} />;
}

/** A bin's point is as large as its share of the pairs, so that few pairs do not look like many. */
function optionOf(curves: readonly Curve[], colours: readonly string[], quiet: string): ChartOption {
  const most = Math.max(...curves.flatMap(({ bins }) => bins.map(({ pairs }) => pairs)), 1);
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
      ...curves.map(({ name, bins }, index) => ({
        name,
        type: 'line' as const,
        data: bins.map(({ predicted, observed, pairs }) => ({
          value: [predicted, observed],
          symbolSize: 6 + 14 * Math.sqrt(pairs / most),
        })),
        // Told apart without colour, too.
        symbol: index === 0 ? 'circle' : 'diamond',
        lineStyle: { color: colours[index] ?? quiet, type: index === 0 ? ('solid' as const) : ('dotted' as const) },
        itemStyle: { color: colours[index] ?? quiet },
      })),
    ],
  };
}
