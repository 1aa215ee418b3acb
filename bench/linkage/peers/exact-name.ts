import { LineFile } from '../generator/shuffled-file.ts';
import { readRegister } from './read-register.ts';

/** The floor: reads both files, joins rows of the same name and writes the pairs. */
export async function exactName(a: string, b: string, out: string): Promise<void> {
  const ids = new Map<string, string | string[]>();
  await readRegister(a, ({ id, name }) => {
    const known = ids.get(name);
    if (known === undefined) ids.set(name, id);
    else if (typeof known === 'string') ids.set(name, [known, id]);
    else known.push(id);
  });
  const file = new LineFile(out);
  void file.add('a_id,b_id,probability');
  await readRegister(b, ({ id, name }) => {
    const found = ids.get(name);
    if (typeof found === 'string') void file.add(`${found},${id},1`);
    else for (const one of found ?? []) void file.add(`${one},${id},1`);
  });
  await file.close();
}
