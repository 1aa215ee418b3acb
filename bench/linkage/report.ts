import { kindNames } from './generator/kinds.ts';
import { f1, precision, recall } from './measures/score.ts';
import type { Quality } from './quality.ts';

const percent = (share: number): string => (share * 100).toFixed(2);

/** Table of programs: precision, recall, F1 and what is taken for what. */
export function qualityTable(qualities: readonly Quality[]): string {
  const lines = qualities.map(({ title, cut, at, score, confusions, undecidable, calibration }) => {
    const { parent, sister, group, namesake, other } = confusions;
    const rates = [precision(score), recall(score), f1(score), f1(score.all)].map(percent);
    const merges = [parent, sister, group, namesake, other, undecidable];
    return `| ${[title, `${at.toPrecision(4)} (${cut})`, ...rates, ...merges, calibration.brier.toFixed(4)].join(' | ')} |`;
  });
  return [
    '| program | cut | precision | recall | F1 | F1, all pairs | with parent | with sister | in group | namesakes | others | not to be told | Brier |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** Table of recall per corruption kind, a column per program. */
export function kindTable(qualities: readonly Quality[]): string {
  const lines = kindNames.map((kind) => {
    const entries = qualities.map(({ score }) => score.byKind.get(kind) ?? { pairs: 0, found: 0 });
    const shares = entries.map(({ pairs, found }) => (pairs === 0 ? '–' : percent(found / pairs)));
    return `| ${[kind, entries[0]?.pairs ?? 0, ...shares].join(' | ')} |`;
  });
  const titles = qualities.map(({ title }) => title.replace(/ \(.*/u, ''));
  return [`| kind | pairs | ${titles.join(' | ')} |`, `|---|---|${'---|'.repeat(titles.length)}`, ...lines].join('\n');
}

/** Table of what a program said and how often it was right. */
export function reliabilityTable({ title, calibration }: Quality): string {
  const lines = calibration.bins.map(
    ({ from, answers, said, were }) => `| ${from} | ${answers} | ${said.toFixed(4)} | ${were.toFixed(4)} |`,
  );
  return [`${title}:`, '', '| from | answers | said | were one |', '|---|---|---|---|', ...lines].join('\n');
}
