import { workerData } from 'node:worker_threads';
import { LineFile } from '../generator/shuffled-file.ts';
import { Candidates } from './candidates.ts';
import { jaroWinkler, newText, setText } from './distances.ts';
import type { Share } from './shares.ts';

const CUT = 0.92;

const { a, b, out, part, parts } = workerData as Share;
const [one, two] = [newText(), newText()];
const candidates = await Candidates.read(a, b);
const file = new LineFile(out);
for (let right = part; right < candidates.b.length; right += parts) {
  const record = candidates.b[right];
  if (record === undefined) continue;
  setText(two, record.name);
  const lines: string[] = [];
  candidates.forEach(right, (left) => {
    const other = candidates.a[left];
    if (other === undefined) return;
    const likeness = jaroWinkler(setText(one, other.name), two);
    if (likeness >= CUT) lines.push(`${other.id},${record.id},${likeness.toFixed(4)}`);
  });
  for (const line of lines) await file.add(line);
}
await file.close();
