/**
 * The benchmark of linkage by itself. `--rows N` rows of each register, `--seed N`, `--wear X`
 * (things go wrong X times as often), `--only quality|speed|growth|increment`,
 * `--small` a tenth of the size, `--folder DIR` to keep the files, `--examples FILE` for what our linker missed or took
 * for one wrongly. Status 1 when a bound is not held.
 */
import { parseArgs } from 'node:util';
import { holds, printFigures } from '../kit.ts';
import { linkageFigures } from './figures.ts';
import { PARTS } from './workshop.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    seed: { type: 'string' },
    wear: { type: 'string' },
    only: { type: 'string' },
    small: { type: 'boolean' },
    folder: { type: 'string' },
    examples: { type: 'string' },
  },
});
const only = PARTS.find((part) => part === values.only);
if (values.only !== undefined && only === undefined) throw new Error(`--only takes ${PARTS.join(', ')}`);
const figures = await linkageFigures({
  small: values.small ?? false,
  ...(values.rows === undefined ? {} : { rows: Number(values.rows) }),
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  ...(values.wear === undefined ? {} : { wear: Number(values.wear) }),
  ...(only === undefined ? {} : { only }),
  ...(values.examples === undefined ? {} : { examples: values.examples }),
  ...(values.folder === undefined ? {} : { folder: values.folder }),
});
printFigures(figures);
if (!figures.every(holds)) process.exitCode = 1;
