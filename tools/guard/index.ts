import { fileURLToPath } from 'node:url';
import { complaints, guard } from './guard.ts';

/** Run by `npm run check`: prints every trespass and ends with 1 when there is one. */
const report = await guard(fileURLToPath(new URL('../../', import.meta.url)));
const lines = complaints(report);
for (const line of lines) console.log(line);
console.log(`walls: ${report.read} sources, ${report.imports} imports, ${lines.length} complaints`);
process.exitCode = lines.length > 0 ? 1 : 0;
