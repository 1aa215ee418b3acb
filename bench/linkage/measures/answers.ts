import { linesOf } from '../generator/shuffled-file.ts';
import { numberOf } from './truth.ts';

/** The pairs a program wrote, column by column: they may be millions. */
export interface Answers {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly probability: Float64Array;
}

/** Reads `a_id,b_id,probability`; throws on a line that is none, for a program that writes nonsense is not measured. */
export async function readAnswers(path: string): Promise<Answers> {
  const columns = new Columns();
  let line = 0;
  for await (const text of linesOf(path)) {
    if (line++ === 0) continue;
    const [a = '', b = '', probability = ''] = text.split(',');
    const value = Number(probability);
    if (!a.startsWith('A') || !b.startsWith('B') || probability === '' || !(value >= 0 && value <= 1)) {
      throw new Error(`${path}:${line} is no pair: ${text}`);
    }
    columns.add(numberOf(a), numberOf(b), value);
  }
  return columns.done();
}

/** Columns that grow. */
class Columns {
  private a = new Int32Array(1 << 16);
  private b = new Int32Array(1 << 16);
  private probability = new Float64Array(1 << 16);
  private length = 0;

  add(a: number, b: number, probability: number): void {
    if (this.length === this.a.length) this.grow();
    this.a[this.length] = a;
    this.b[this.length] = b;
    this.probability[this.length++] = probability;
  }

  private grow(): void {
    const { a, b, probability } = this;
    this.a = new Int32Array(a.length * 2);
    this.b = new Int32Array(a.length * 2);
    this.probability = new Float64Array(a.length * 2);
    this.a.set(a);
    this.b.set(b);
    this.probability.set(probability);
  }

  done(): Answers {
    const { a, b, probability, length } = this;
    return { a: a.slice(0, length), b: b.slice(0, length), probability: probability.slice(0, length) };
  }
}

/** Only the pairs in which neither row has a better partner; equals stay. */
export function bestOnly(answers: Answers, rows: number): Answers {
  const best = { a: new Float64Array(rows + 1), b: new Float64Array(rows + 1) };
  for (const [index, value] of answers.probability.entries()) {
    const a = answers.a[index] ?? 0;
    const b = answers.b[index] ?? 0;
    best.a[a] = Math.max(best.a[a] ?? 0, value);
    best.b[b] = Math.max(best.b[b] ?? 0, value);
  }
  const kept = new Columns();
  for (const [index, value] of answers.probability.entries()) {
    const a = answers.a[index] ?? 0;
    const b = answers.b[index] ?? 0;
    if (value === best.a[a] && value === best.b[b]) kept.add(a, b, value);
  }
  return kept.done();
}
