import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { inflateRawSync } from 'node:zlib';

/** The parts of a zip by name, read by its directory as any program would. */
export function unzipped(zip: Buffer): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, nameLength, offset] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString();
    const from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    parts.set(name, inflateRawSync(zip.subarray(from, from + packed)).toString());
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

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
