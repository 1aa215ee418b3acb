import { theme } from 'antd';
import { BarChart, LineChart, MapChart } from 'echarts/charts';
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, registerMap, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartMap, ChartOption } from './option.ts';

use([
  AriaComponent,
  BarChart,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  MapChart,
  MarkLineComponent,
  SVGRenderer,
  TooltipComponent,
  VisualMapComponent,
]);

interface Props {
  readonly option: ChartOption;
  readonly label: string;
  readonly height: number;
  readonly onSelect?: (name: string) => void;
  readonly map?: ChartMap;
}

/** The chart itself: drawn as SVG in the theme's colours, sized with its place. */
export default function Drawn({ option, label, height, onSelect, map }: Props) {
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
    // The library's own type for GeoJSON is not readonly.
    if (map) registerMap(map.name, map.boundaries as unknown as Parameters<typeof registerMap>[1]);
    const text = { color: token.colorText, fontFamily: token.fontFamily };
    chart.current?.setOption(
      { animation: false, textStyle: text, legend: { textStyle: text }, ...option },
      { notMerge: true },
    );
  }, [option, map, token.colorText, token.fontFamily]);
  useEffect(() => {
    const made = chart.current;
    if (!made || !onSelect) return;
    const select = ({ name }: { readonly name: string }) => onSelect(name);
    made.on('click', select);
    return () => void made.off('click', select);
  }, [onSelect]);
  return <div ref={place} role="img" aria-label={label} style={{ width: '100%', height }} />;
}
