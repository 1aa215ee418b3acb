import { type Keyring, lastFour, storedEnd } from '@jianjia/vault';
import type { RegisterDefinition, SealedKind } from '../definition.ts';
import type { RowReader } from '../reading/row.ts';
import { sealedColumns, sealedContext } from '../storage.ts';
import { copyCell } from './copy-cell.ts';

/** The three cells of a sealed value as COPY text, each with the tab before it. */
export type CellSealer = (value: string) => string;

const NOTHING = '\t\\N\t\\N\t\\N';

/**
 * Sealers for the columns of a reader, undefined where a column lies plain. They seal for the row the reader holds at
 * that moment: its key is what a value is bound to.
 * @throws Error without a vault where one is needed: a fault of the program
 */
export function cellSealers(
  definition: RegisterDefinition,
  reader: RowReader,
  vault: Keyring | undefined,
): readonly (CellSealer | undefined)[] {
  const sealed = sealedColumns(definition);
  const { columns, values } = reader;
  const endOf = rememberedEnds(vault);
  const [first = -1, ...more] = definition.key.map((column) => columns.indexOf(column));
  return columns.map((column) => {
    const kind = sealed.get(column);
    if (kind === undefined) return undefined;
    if (!vault) throw new Error(`${definition.name}.${column} is sealed: the exchange needs a vault`);
    const place = sealedContext(definition, column, '');
    return (value) => {
      if (value === '') return NOTHING;
      let context = place + (values[first] ?? '');
      for (const index of more) context += `/${values[index] ?? ''}`;
      const bytes = vault.seal(value, context).toString('hex');
      const hash = vault.indexHash(kind, value).toString('hex');
      return `\t\\\\x${bytes}\t\\\\x${hash}\t${copyCell(endOf(kind, value))}`;
    };
  });
}

/** The ends of identity numbers are few (0000 to 999X): each is hashed once. Ends of other numbers are not remembered. */
function rememberedEnds(vault: Keyring | undefined): (kind: SealedKind, value: string) => string {
  const known = new Map<string, string>();
  return (kind, value) => {
    if (!vault) return '';
    if (kind === 'phone') return storedEnd(vault, kind, value);
    const end = lastFour(value);
    const kept = known.get(end);
    if (kept !== undefined) return kept;
    const made = storedEnd(vault, kind, value);
    if (known.size < 20_000) known.set(end, made);
    return made;
  };
}
