export { Chart } from './chart.tsx';
export type { ChartOption } from './option.ts';
