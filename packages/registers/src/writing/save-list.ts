import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
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
    // Not what was typed into the filters: it may be anything, and the journal is for ever.
    const after = { name: list.name, rows: list.rows, filters: [...list.filters] };
    await inTransaction(acting, (client) => writeJournal(client, acting.actor, { act, after }));
  } catch (error) {
    list.content.destroy();
    throw error;
  }
  return { ...list, type: XLSX };
}
