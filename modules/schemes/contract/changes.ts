import { z } from 'zod';

/** Changes of a standard that one question or draft may hold. */
export const MOST_CHANGES = 20;

/** Another number, another flag, or both, for one indicator. */
const ChangeShape = z.strictObject({
  /** Full id, `hohhot.enterprise.join-rate`. */
  indicator: z.string().min(1).max(300),
  /** Which threshold, where the indicator has several: `at_least`, `any.1.at_least`. */
  place: z.string().max(60).optional(),
  /** As it would be printed: `85%`, `3`. It takes the place of a parameter too. */
  threshold: z.string().trim().max(40).optional(),
  mandatory: z.boolean().optional(),
});
export type Change = z.output<typeof ChangeShape>;

export const ChangesShape = z.array(ChangeShape).max(MOST_CHANGES, `一次最多改 ${MOST_CHANGES} 处。请分几次推演。`);

/** A change of one item as a person reads it: what it says now, and in the draft. */
export const ItemChangeShape = z.object({
  indicator: z.string(),
  clause: z.string(),
  at: z.string(),
  /** «职工入会率不低于»: from «80%» to «85%». */
  numbers: z.array(z.object({ place: z.string(), asks: z.string(), from: z.string(), to: z.string() })).readonly(),
  mandatory: z.object({ from: z.boolean(), to: z.boolean() }).nullable(),
});
export type ItemChange = z.output<typeof ItemChangeShape>;

/** The changes of one indicator as addresses spell them: `join-rate:at_least=85%:optional`. */
export function spelledChange(
  item: string,
  numbers: readonly (readonly [place: string, number: string])[],
  mandatory: boolean | undefined,
): string {
  const flag = mandatory === undefined ? [] : [mandatory ? 'mandatory' : 'optional'];
  return [item, ...numbers.map(([place, number]) => `${place}=${number}`), ...flag].join(':');
}
