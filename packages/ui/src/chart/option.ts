import type { BarSeriesOption, LineSeriesOption, MapSeriesOption } from 'echarts/charts';
import type {
  AriaComponentOption,
  DatasetComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

/** What a chart may be made of: bars and lines on a grid, or areas of a map; with legend, tooltip, mark lines and a description. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | MapSeriesOption
  | VisualMapComponentOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
  | MarkLineComponentOption
  | AriaComponentOption
  | DatasetComponentOption
>;

/** Boundaries of areas: GeoJSON, a FeatureCollection whose features have a `name`. A series of type `map` names it. */
export interface ChartMap {
  readonly name: string;
  readonly boundaries: Readonly<Record<string, unknown>>;
}
