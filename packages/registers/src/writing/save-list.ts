import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
import type { Cell } from './cells.ts';
import { MOST_LISTED, type SavedList, type Saver, XLSX } from './list.ts';

/** A list on its way to whoever saves it. */
export interface ListToSend extends SavedList {
  readonly type: string;
}

/**
 * Saves a list for whoever acts. A line of the journal says who took which list away: what has left is out of reach of
 * every rule here.
 * @param act address of the act, room and verb
 * @throws whatever `save` throws; then nothing is written
 */
export async function saveList(
  acting: Acting,
  at: Date,
  act: string,
  save: (saver: Saver) => Promise<SavedList>,
): Promise<ListToSend> {
  const list = await save({ by: acting.actor.name, at, most: MOST_LISTED });
  try {
    const after = { name: list.name, about: list.about.map(([name, value]) => [name, textOf(value)]) };
    await inTransaction(acting, (client) => writeJournal(client, acting.actor, { act, after }));
  } catch (error) {
    list.content.destroy();
    throw error;
  }
  return { ...list, type: XLSX };
}

function textOf(value: Cell): string | number | null {
  if (typeof value !== 'object' || value === null) return value;
  return 'day' in value ? value.day : value.share;
}
