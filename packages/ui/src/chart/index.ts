export { Chart } from './chart.tsx';
export type { ChartMap, ChartOption } from './option.ts';
