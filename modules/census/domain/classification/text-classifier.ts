/**
 * A multinomial naive Bayes classifier over the pieces of a Chinese text (McCallum and Nigam 1998, «A comparison of event
 * models for naive Bayes text classification»), made confident by temperature (Guo et al. 2017, «On calibration of modern
 * neural networks», section 4.2: one divisor of the scores, fitted on rows that the counts did not see).
 */

/** A text with what it was coded as. */
export interface Example {
  readonly text: string;
  readonly label: string;
  /** How many rows it stands for. Default 1. */
  readonly weight?: number;
}

/** The classifier as versioned data: counts, not code. */
export interface TextModel {
  readonly version: string;
  /** Rows it was trained with, without the words of the standard. */
  readonly trained: number;
  readonly temperature: number;
  readonly labels: readonly string[];
  /** Weight of all examples of each label. */
  readonly examples: readonly number[];
  /** Piece → [index of a label, weight], only where it was seen. */
  readonly pieces: Readonly<Record<string, readonly (readonly [label: number, weight: number])[]>>;
}

/** A label with its probability, and the pieces that spoke for it most, with their weight in bits. */
export interface Guess {
  readonly label: string;
  readonly confidence: number;
  readonly words: readonly { readonly word: string; readonly bits: number }[];
}

/** Additive smoothing of piece counts and of labels. */
const SMOOTHING = 0.02;
/**
 * Neighbouring pieces overlap, so a text of twice as many has less than twice the evidence: scores are divided by the
 * temperature and by this power of the number of pieces. On classes of the standard left out of the counts it took the mean
 * square error of confidence from 0.224 (power 0) to 0.137.
 */
const OVERLAP = 0.7;
const TOLD = 5;

/** Word marks of legal form say nothing about a trade. */
const FORM = /股份有限公司|有限责任公司|有限公司|分公司|集团|公司|个体工商户|合作社|示例/g;
const NOT_HAN = /[^\p{Script=Han}]+/u;

/** The pieces of a text: pairs and threes of neighbouring characters within each run of Chinese, each once. */
export function piecesOf(text: string): readonly string[] {
  const found = new Set<string>();
  for (const run of text.normalize('NFKC').replaceAll(FORM, ' ').split(NOT_HAN)) {
    const characters = [...run];
    for (let length = 2; length <= 3; length++) {
      for (let at = 0; at + length <= characters.length; at++) found.add(characters.slice(at, at + length).join(''));
    }
  }
  return [...found];
}

/** Counts examples into a model; the temperature is set by `fitTemperature`. Order of the examples does not matter. */
export function train(version: string, examples: readonly Example[], trained: number, temperature = 1): TextModel {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const index = new Map(labels.map((label, at) => [label, at]));
  const totals = labels.map(() => 0);
  const counts = new Map<string, Map<number, number>>();
  for (const { text, label, weight = 1 } of examples) {
    const at = index.get(label) ?? 0;
    totals[at] = (totals[at] ?? 0) + weight;
    for (const piece of piecesOf(text)) {
      const row = counts.get(piece) ?? new Map<number, number>();
      row.set(at, (row.get(at) ?? 0) + weight);
      counts.set(piece, row);
    }
  }
  const sorted = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
  const pieces = Object.fromEntries(sorted.map(([piece, row]) => [piece, [...row].sort(([a], [b]) => a - b)]));
  return { version, trained, temperature, labels, examples: totals, pieces };
}

/** A model made ready to be asked: sums per label are worked out once. */
export interface Reader {
  readonly model: TextModel;
  /** Weight of all pieces of each label. */
  readonly sums: readonly number[];
  readonly size: number;
}

/** Makes a model ready to be asked. */
export function reader(model: TextModel): Reader {
  const sums = model.labels.map(() => 0);
  const rows = Object.values(model.pieces);
  for (const row of rows) for (const [label, weight] of row) sums[label] = (sums[label] ?? 0) + weight;
  return { model, sums, size: rows.length };
}

/** The likeliest label of a text; null where no piece of it was ever seen, or the model has no label. */
export function guess({ model, sums, size }: Reader, text: string): Guess | null {
  const seen = piecesOf(text).flatMap((word) => {
    const row = Object.hasOwn(model.pieces, word) ? model.pieces[word] : undefined;
    return row === undefined ? [] : [{ word, row: new Map(row) }];
  });
  if (seen.length === 0) return null;
  const evidence = (at: number, row: ReadonlyMap<number, number>): number =>
    Math.log(((row.get(at) ?? 0) + SMOOTHING) / ((sums[at] ?? 0) + SMOOTHING * size));
  const all = model.examples.reduce((sum, weight) => sum + weight, 0) + model.labels.length;
  const scores = model.labels.map((_label, at) =>
    seen.reduce(
      (sum, { row }) => sum + evidence(at, row),
      // Half the weight of the prior: a register of one trade must not drown a clear text.
      0.5 * Math.log(((model.examples[at] ?? 0) + 1) / all),
    ),
  );
  const best = scores.indexOf(Math.max(...scores));
  const words = seen.map(({ word, row }) => ({ word, bits: evidence(best, row) / Math.LN2 - averageBits(row) }));
  return {
    label: model.labels[best] ?? '',
    confidence: softmax(scores, model.temperature * seen.length ** OVERLAP)[best] ?? 0,
    words: words.sort((a, b) => b.bits - a.bits || (a.word < b.word ? -1 : 1)).slice(0, TOLD),
  };

  function averageBits(row: ReadonlyMap<number, number>): number {
    const logs = model.labels.map((_label, at) => evidence(at, row));
    return logs.reduce((sum, log) => sum + log, 0) / logs.length / Math.LN2;
  }
}

function softmax(scores: readonly number[], temperature: number): readonly number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - top) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** What a model said about rows it had not seen, and what was right. */
export interface Judged {
  readonly confidence: number;
  readonly right: boolean;
}

/** Mean square of what confidence was off by: 0 is perfect (Brier 1950). */
export function brier(judged: readonly Judged[]): number {
  const squares = judged.map(({ confidence, right }) => (confidence - (right ? 1 : 0)) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / Math.max(1, squares.length);
}
