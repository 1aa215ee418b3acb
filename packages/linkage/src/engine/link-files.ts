import { defaultModel } from '../model/default.ts';
import { withLinkage, type Linkage } from './linkage.ts';
import { bytesOf } from './load.ts';
import { matchRegisters } from './match.ts';
import type { LinkOptions, LinkReport } from './options.ts';
import { settled } from './settle.ts';
import { writePairs } from './write.ts';

/**
 * Links two CSV files: which row of `a` and which row of `b` are one employer, and how likely.
 * @param out where pairs are written (CSV `a_id,b_id,probability`), whole or not at all
 * @throws Problem when a file cannot be read or holds nothing to link
 */
export async function linkFiles(a: string, b: string, out: string, options: LinkOptions = {}): Promise<LinkReport> {
  const model = options.model ?? defaultModel;
  return withLinkage(a, b, options, async (linkage) => {
    const pairs = await matchRegisters(linkage, model);
    const odds = await settled(linkage, model, pairs);
    const settledPairs = { left: pairs.left, right: pairs.right, odds };
    const written = await writePairs(out, linkage, model, settledPairs, options.cut ?? model.cut);
    return reportOf(linkage, pairs.compared, written);
  });
}

function reportOf({ spec, left, right, dropped }: Linkage, compared: number, written: number): LinkReport {
  const spilled = [left, right].map(({ segments }) => segments.filter((segment) => segment.words === null));
  return {
    left: left.summary,
    right: right.summary,
    compared,
    pairs: written,
    crowded: spec.rules.flatMap(({ id, title }, rule) =>
      (dropped[rule] ?? 0) > 0 ? [{ rule: id, title, rows: dropped[rule] ?? 0 }] : [],
    ),
    spilled: spilled.reduce((sum, segments) => sum + bytesOf(spec, { segments }), 0),
  };
}
