import { theme } from 'antd';
import { BarChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartOption } from './option.ts';

use([
  AriaComponent,
  BarChart,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  SVGRenderer,
  TooltipComponent,
]);

interface Props {
  readonly option: ChartOption;
  readonly label: string;
  readonly height: number;
  readonly onSelect?: (name: string) => void;
}

/** The chart itself: drawn as SVG in the theme's colours, sized with its place. */
export default function Drawn({ option, label, height, onSelect }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const { token } = theme.useToken();
  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const made = init(host, null, { renderer: 'svg' });
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(host);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const text = { color: token.colorText, fontFamily: token.fontFamily };
    chart.current?.setOption(
      { animation: false, textStyle: text, legend: { textStyle: text }, ...option },
      { notMerge: true },
    );
  }, [option, token.colorText, token.fontFamily]);
  useEffect(() => {
    const made = chart.current;
    if (!made || !onSelect) return;
    const select = ({ name }: { readonly name: string }) => onSelect(name);
    made.on('click', select);
    return () => void made.off('click', select);
  }, [onSelect]);
  return <div ref={place} role="img" aria-label={label} style={{ width: '100%', height }} />;
}
