import type { TrackSummary } from '@jianjia/assessments/server';
import { table, type Column } from '../console/table.ts';
import { counted, percent } from '../console/text.ts';
import { rangeText } from './words.ts';

const COLUMNS: readonly Column[] = [
  { title: '标准', width: 34 },
  { title: '适用对象', width: 20 },
  ...['工会', '达标', '达标率', '✓达标项', '✗未达标', '?资料不足', '…待评定', '–不适用'].map((title) => ({
    title,
    align: 'right' as const,
  })),
];

const SCORE_COLUMNS: readonly Column[] = [{ title: '平均得分', align: 'right' }, { title: '等次' }];

/** Mean of the totals, and how many unions have each level; empty for tracks without points. */
function scoreCells({ score }: TrackSummary): readonly string[] {
  if (!score) return ['', ''];
  const levels = score.levels.map(({ title, unions }) => `${title} ${counted(unions)}`);
  const { low, high } = score.mean;
  const mean = rangeText({ low: hundredths(low), high: high === null ? null : hundredths(high) });
  return [mean, [...levels, ...(score.open > 0 ? [`未定 ${counted(score.open)}`] : [])].join('，')];
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** The result of an evaluation: one row per scheme and track. */
export function summaryTable(rows: readonly TrackSummary[]): string {
  if (rows.length === 0) {
    return '没有可评定的工会：数据库里还没有适用这些标准的工会。先用 import 导入台账，或用 demo 载入示例数据。\n';
  }
  const scored = rows.some(({ score }) => score);
  return table(
    scored ? [...COLUMNS, ...SCORE_COLUMNS] : COLUMNS,
    rows.map((row, index) => [
      row.scheme === rows[index - 1]?.scheme ? '' : row.schemeTitle,
      row.trackTitle,
      counted(row.unions),
      counted(row.reached),
      percent(row.reached / row.unions),
      ...[row.met, row.unmet, row.unknown, row.pending, row.notApplicable].map(counted),
      ...(scored ? scoreCells(row) : []),
    ]),
  );
}
