import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from '../oracle/house.ts';

/** Writes the registers as the files of the exchange format; no cell of these worlds needs quoting. */
export async function writeRegisters(world: World, folder: string): Promise<void> {
  for (const [register, rows] of Object.entries(world.registers)) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) =>
      cells.join(','),
    );
    await writeFile(join(folder, `${register}.csv`), `${lines.join('\n')}\n`);
  }
}
