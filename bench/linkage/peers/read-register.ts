import { encodingOf, readRecords } from '@jianjia/linkage/engine';

/** The columns the programs compare; '' where a row has none. */
export interface PlainRecord {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly division: string;
  readonly address: string;
  readonly formerNames: readonly string[];
}

/** Reads a register row by row with the reader of our linker, so that the peers differ in the model only. */
export async function readRegister(path: string, take: (record: PlainRecord) => void): Promise<void> {
  await readRecords(
    path,
    await encodingOf(path),
    { index: 0, of: 1 },
    {
      record: ({ id, name, uscc = '', division = '', address = '', formerNames = [] }) =>
        take({ id, name, uscc, division, address, formerNames }),
      fault: ({ line, reason }) => {
        throw new Error(`${path}:${line}: ${reason}`);
      },
    },
  );
}
