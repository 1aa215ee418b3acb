/**
 * Prints how fast the house is against floors measured in the same run. `--small` tries everything at a tenth of the
 * size; `--only evaluation|import|reach|desk|what-if|linkage|census` runs one part. Status 1 when a bound is not held.
 */
import { parseArgs } from 'node:util';
import { censusFigures } from './census.ts';
import { deskFigures } from './desk.ts';
import { evaluationFigures } from './evaluation.ts';
import { importFigures } from './importing.ts';
import { holds, printFigures, type Figure } from './kit.ts';
import { linkageFigures } from './linkage/figures.ts';
import { reachFigures } from './reach.ts';
import { whatIfFigures } from './what-if.ts';

const { values } = parseArgs({ options: { small: { type: 'boolean' }, only: { type: 'string' } } });
const size = values.small ? 0.1 : 1;
const figures: Figure[] = [];
const wanted = (part: string): boolean => values.only === undefined || values.only === part;
if (wanted('evaluation')) {
  figures.push(...(await evaluationFigures({ tiny: 2.75, middle: 15.5 * size, large: 155 * size })));
}
if (wanted('import')) figures.push(...(await importFigures(1_000_000 * size)));
if (wanted('reach')) figures.push(...(await reachFigures(155 * size)));
if (wanted('desk')) figures.push(...(await deskFigures(155 * size)));
if (wanted('what-if')) figures.push(...(await whatIfFigures(155 * size)));
if (wanted('census')) figures.push(...(await censusFigures(100_000 * size)));
if (wanted('linkage')) figures.push(...(await linkageFigures({ small: values.small ?? false })));

printFigures(figures);
if (!figures.every(holds)) process.exitCode = 1;
