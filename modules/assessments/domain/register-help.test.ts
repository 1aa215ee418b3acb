import { expect, it } from 'vitest';
import { allRegisters } from '../contract/index.ts';
import { columnHelp, keptBy } from './register-help.ts';

it.each(allRegisters)('every column of $name is explained', (register) => {
  const help = columnHelp(register);
  expect(help.map(({ id }) => id)).toEqual(Object.keys(register.columns));
  for (const { takes, title } of help) {
    expect(takes, title).toMatch(/[。；]$/u);
    // No id of a register or column is left without its title.
    expect(takes.replaceAll(/GB\/T|C26/g, ''), title).not.toMatch(/[a-z]/);
  }
});

it('says who keeps a register', () => {
  const of = (name: string) => allRegisters.filter((register) => register.name === name).map(keptBy)[0];
  expect(of('unions')).toContain('上级工会登记');
  expect(of('judgements')).toContain('上级工会登记');
  expect(of('meetings')).toContain('工会自己登记');
});
