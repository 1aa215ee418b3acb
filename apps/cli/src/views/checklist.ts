import type { OutcomeLine } from '@jianjia/assessments/contract';
import type { Scheme } from '@jianjia/rules';
import { table } from '../console/table.ts';
import { missingText, numberText, valueText, verdictText } from './words.ts';

const COLUMNS = [
  { title: '结论', width: 13 },
  { title: '条款', width: 46 },
  { title: '出处', width: 16 },
  { title: '实际', width: 22 },
  { title: '要求', width: 12 },
  { title: '缺少', width: 18 },
  { title: '指标编号', width: 34 },
];

/** One union's checklist, a table per track; `*` marks what is not mandatory. */
export function* checklists(lines: readonly OutcomeLine[], schemes: readonly Scheme[]): Generator<string> {
  const tracks = Map.groupBy(lines, (line) => `${line.scheme}.${line.track}`);
  for (const group of tracks.values()) {
    const [first] = group;
    const scheme = schemes.find(({ id }) => id === first?.scheme);
    const track = scheme?.tracks.find(({ id }) => id === first?.track);
    yield `\n${scheme?.title ?? ''} · ${track?.title ?? ''}\n`;
    yield table(
      COLUMNS,
      group.map((line) => row(line, scheme)),
    );
  }
}

function row(line: OutcomeLine, scheme: Scheme | undefined): readonly string[] {
  return [
    verdictText(line.verdict),
    `${line.mandatory ? '' : '* '}${line.clause}`,
    line.at,
    valueText(line),
    line.threshold === null ? '—' : numberText(line.threshold, line.unit),
    line.missing.length === 0 ? '' : missingText(line.missing, scheme),
    line.indicator,
  ];
}
