import { Truth } from './measures/truth.ts';
import { readAnswers } from './measures/answers.ts';
import { scoreAt, f1, precision, recall } from './measures/score.ts';
import { confusionOf } from './measures/false-merges.ts';
const [folder = '', rows = '', ...outs] = process.argv.slice(2);
const truth = await Truth.read({ a: '', b: '', records: `${folder}/records.csv`, truth: `${folder}/truth.csv`, rows: Number(rows) } as never);
for (const out of outs) {
  const answers = await readAnswers(out);
  const s = scoreAt(truth, answers, 0.75);
  const c: Record<string, number> = {};
  for (const i of s.wrongAnswers) { const k = confusionOf(truth, answers.a[i] ?? 0, answers.b[i] ?? 0); c[k] = (c[k] ?? 0) + 1; }
  console.log(out, 'p', (100 * precision(s)).toFixed(3), 'r', (100 * recall(s)).toFixed(3), 'f1', (100 * f1(s)).toFixed(3), s.found, s.wrong, s.missed, JSON.stringify(c));
}
