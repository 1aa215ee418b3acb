import { allRegisters } from '../../contract/index.ts';
import { problems } from '../problems.ts';

/**
 * An empty file of a register: the names of its columns as imports read them. With a byte order mark, so that spreadsheets
 * keep what is typed in as UTF-8.
 * @throws Problem for a register that does not exist
 */
export function registerTemplate(name: string): { readonly name: string; readonly content: Buffer } {
  const register = allRegisters.find((one) => one.name === name);
  if (!register) throw problems.noRegister();
  const content = Buffer.from(`\ufeff${Object.keys(register.columns).join(',')}\r\n`);
  return { name: `${register.name}.csv`, content };
}
