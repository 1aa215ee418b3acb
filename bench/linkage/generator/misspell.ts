import type { Clerk } from './clerk.ts';
import type { Name } from './firm.ts';
import type { Random } from './random.ts';
import { homophones, lookalikes, strayCharacters } from './words/characters.ts';

/** Changes characters of brand or trade: by ear, by eye, one lost, added or two exchanged. */
export function misspell(clerk: Clerk, name: Name): Name {
  if (name.brand === '') return name;
  let spelled = name;
  spelled = replaced(clerk, spelled, 'homophone', homophones);
  spelled = replaced(clerk, spelled, 'lookalike', lookalikes);
  if (name.brand.length + name.trade.length < 4) return spelled;
  if (clerk.errs('char_lost')) spelled = edited(clerk.random, spelled, lose);
  if (clerk.errs('char_added')) spelled = edited(clerk.random, spelled, add);
  if (clerk.errs('char_transposed')) spelled = edited(clerk.random, spelled, transpose);
  return spelled;
}

type Table = ReadonlyMap<string, readonly string[]>;

function replaced(clerk: Clerk, name: Name, kind: 'homophone' | 'lookalike', table: Table): Name {
  const text = name.brand + name.trade;
  const places = [...text].flatMap((character, index) => (table.has(character) ? [index] : []));
  if (places.length === 0 || !clerk.errs(kind)) return name;
  // Two thirds of the slips hit the brand where it can be hit: names are typed by brand.
  const inBrand = places.filter((index) => index < name.brand.length);
  const { random } = clerk;
  const at = random.pick(inBrand.length > 0 && random.chance(0.67) ? inBrand : places);
  const other = random.pick(table.get(text.charAt(at)) ?? []);
  return split(name, text.slice(0, at) + other + text.slice(at + 1), name.brand.length);
}

type Edit = (text: string, at: number, random: Random) => string;

const lose: Edit = (text, at) => text.slice(0, at) + text.slice(at + 1);

const add: Edit = (text, at, random) =>
  text.slice(0, at) + (random.chance(0.6) ? text.charAt(at) : random.pick(strayCharacters)) + text.slice(at);

const transpose: Edit = (text, at) => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);

function edited(random: Random, name: Name, edit: Edit): Name {
  const text = name.brand + name.trade;
  let at = random.int(0, text.length - 2);
  for (let attempt = 0; attempt < 5 && text.charAt(at) === text.charAt(at + 1); attempt++) {
    at = random.int(0, text.length - 2);
  }
  const result = edit(text, at, random);
  return split(name, result, name.brand.length + (at < name.brand.length ? result.length - text.length : 0));
}

const split = (name: Name, text: string, at: number): Name => ({
  ...name,
  brand: text.slice(0, at),
  trade: text.slice(at),
});
