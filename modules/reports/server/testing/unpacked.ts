import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** Reads a fetched file to its end. */
export async function wholeFile({ content }: { readonly content: Readable }): Promise<Buffer> {
  const whole = await buffer(content);
  await new Promise((resolve) => (content.closed ? resolve(null) : content.once('close', resolve)));
  return whole;
}

/** Lays the parts of a zip into a folder, to be imported from there. */
export function lay(parts: ReadonlyMap<string, string>, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of parts) writeFileSync(join(folder, basename(name)), text);
}
