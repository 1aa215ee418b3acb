import type { Figure } from '../kit.ts';
import { writeExamples } from './examples.ts';
import { f1, precision, recall } from './measures/score.ts';
import { Truth } from './measures/truth.ts';
import { oursJudged, peersJudged, type Quality } from './quality.ts';
import { kindTable, qualityTable, reliabilityTable } from './report.ts';
import { withRegisters, type LinkageOptions } from './workshop.ts';

/** Links registers of 20,000 rows with every program, prints what each is worth and returns what has a bound. */
export function qualityFigures(options: LinkageOptions): Promise<Figure[]> {
  const rows = options.rows ?? (options.small ? 2_000 : 20_000);
  return withRegisters(options, rows, async (registers, folder) => {
    const judge = { registers, truth: await Truth.read(registers) };
    const { pairs, undecidable } = registers;
    console.log(`\n${rows} rows each, ${pairs} true pairs, ${undecidable} of them not to be told\n`);
    const peers = await peersJudged(judge, folder);
    const { own, best, unlabelled } = await oursJudged(judge, folder);
    const all = [...peers, own, best, unlabelled];
    console.log([qualityTable(all), kindTable(all), ...all.slice(2).map(reliabilityTable)].join('\n\n'));
    if (options.examples !== undefined) await writeExamples(options.examples, judge, own, best.answers);
    return figuresOf(own, rows);
  });
}

function figuresOf({ score, confusions }: Quality, rows: number): Figure[] {
  const from = `${rows} rows each: ${score.found} pairs found, ${score.wrong} wrong, ${score.missed} missed`;
  const { parent, sister } = confusions;
  return [
    { name: 'F1 at the default cut', value: f1(score), unit: 'share', bound: { at: 'least', value: 0.985 }, from },
    {
      name: 'precision at the default cut',
      value: precision(score),
      unit: 'share',
      bound: { at: 'least', value: 0.995 },
      from: `recall ${recall(score).toFixed(4)}`,
    },
    {
      name: 'branches merged with parent or sister',
      value: parent + sister,
      unit: 'pairs',
      bound: { at: 'most', value: 0 },
      from: `${parent} with the parent, ${sister} with a sister`,
    },
  ];
}
