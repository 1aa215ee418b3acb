import { numberText } from '@jianjia/ui';
import type { ChartOption } from '@jianjia/ui/chart';
import type { Bar } from './told.ts';

/** How a chart looks where it stands. */
export interface Looks {
  readonly bar: string;
  readonly text: string;
  readonly line: string;
  readonly isNarrow: boolean;
}

/** Pixels that a chart of so many bars is high: on a phone names break into more lines. */
export function heightOf(drawn: readonly Bar[], isNarrow: boolean): number {
  return 40 + drawn.length * (isNarrow ? 46 : 32);
}

/** The thresholds of one measure as bars, the highest on top. */
export function chartOf(drawn: readonly Bar[], unit: string, { bar, text, line, isNarrow }: Looks): ChartOption {
  return {
    grid: { left: 8, right: isNarrow ? 72 : 96, top: 8, bottom: 24, containLabel: true },
    tooltip: { trigger: 'item' },
    xAxis: {
      type: 'value',
      min: 0,
      splitNumber: isNarrow ? 2 : 5,
      ...(unit === '%' ? { max: 1 } : {}),
      splitLine: { lineStyle: { color: line } },
      axisLabel: { formatter: (value: number) => numberText(value, unit), hideOverlap: true, color: text },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: drawn.map(({ name }) => name),
      axisLabel: { width: isNarrow ? 100 : 180, overflow: 'break', color: text },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 18,
        itemStyle: { color: bar },
        tooltip: { valueFormatter: (value) => numberText(Number(value), unit) },
        label: { show: true, position: 'right', color: text, textBorderWidth: 0 },
        data: drawn.map(({ value, text: formatter }) => ({ value, label: { formatter } })),
      },
    ],
  };
}
