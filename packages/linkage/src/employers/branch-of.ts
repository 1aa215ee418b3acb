import type { EmployerRecord } from '../record.ts';
import { parseName } from '../names/parse.ts';
import { isPlaceName } from '../names/places.ts';
import { soundKey } from '../names/sound.ts';
import { branchText } from './encode.ts';

/**
 * What tells a branch from its parent and its sisters, '' for a whole employer: the same for the ways in which clerks
 * write one branch (第八门市部, 八分店).
 */
export function branchOf({ name, division }: Pick<EmployerRecord, 'name' | 'division'>): string {
  const { branch } = parseName(name, division ? { division } : undefined);
  if (branch === null) return '';
  const bank = branch.kind === 'bank' ? 'bank' : 'part';
  const text = branchText(branch);
  return `${bank}:${isPlaceName(text) ? text : soundKey(text)}:${branch.ordinal ?? ''}`;
}
