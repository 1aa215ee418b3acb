import type { Clerk } from './clerk.ts';
import { registeredName, type Firm, type Name } from './firm.ts';
import { misspell } from './misspell.ts';
import { writeBranch, writeOrdinal } from './write-branch.ts';
import { dress } from './dress.ts';

/** A name as a clerk writes it, and whether it is the former one. */
export function writeName(clerk: Clerk, firm: Firm): string {
  const former = firm.former !== null && clerk.errs('former_name');
  const correct = former && firm.former !== null ? firm.former : firm.name;
  const spelled = misspell(clerk, writeTrade(clerk, writeForm(clerk, correct, firm), firm));
  const placed = writePlace(clerk, spelled, firm);
  const ordinal = writeOrdinal(clerk, placed);
  const short = ordinal.brand !== '' && clerk.errs('abbreviation') ? abbreviation(clerk, ordinal) : null;
  const whole = short ?? registeredName({ ...ordinal, branch: null });
  const text = ordinal.branch === null ? whole : writeBranch(clerk, whole, ordinal.branch);
  return dress(clerk, text, ordinal.branch !== null);
}

const BARE_FORM = /^集团/u;

function writeForm(clerk: Clerk, name: Name, { sector }: Firm): Name {
  if (sector !== 'company' || name.form === '' || !clerk.errs('form_variant')) return name;
  const group = BARE_FORM.test(name.form) ? '集团' : '';
  const joint = name.form.includes('股份');
  const forms = joint
    ? ['股份公司', '股份有限公司（非上市）', '（股份）有限公司']
    : [
        '有限公司',
        '有限责任公司',
        '有限责任公司',
        '有限公司',
        '公司',
        '有限责任公司（自然人独资）',
        '（有限责任公司）',
      ];
  const others = forms.map((form) => group + form).filter((form) => form !== name.form);
  return { ...name, form: clerk.random.pick(others) };
}

function writeTrade(clerk: Clerk, name: Name, { sector }: Firm): Name {
  if (sector === 'company' && name.brand.length >= 2 && clerk.errs('trade_dropped')) return { ...name, trade: '' };
  if (name.tradeSynonyms.length === 0 || !clerk.errs('trade_synonym')) return name;
  return { ...name, trade: clerk.random.pick(name.tradeSynonyms) };
}

function writePlace(clerk: Clerk, name: Name, { sector }: Firm): Name {
  const { place } = name;
  if (place === null) return name;
  if (clerk.errs('place_dropped')) return { ...name, placeText: '', placeAt: 'front' };
  let text = name.placeText;
  if (place.old !== '' && clerk.errs('place_renamed')) {
    text = text.replace(text.includes(place.full) ? place.full : place.short, place.old);
  } else {
    const others = [place.full, place.short].filter((one) => one !== text);
    const all = [...others, ...place.nicknames];
    // A nickname is what people say; in a register it stands seldom.
    const nicknamed = others.length === 0 || clerk.random.chance(0.2);
    if (all.length > 0 && clerk.errs('place_alias')) text = clerk.random.pick(nicknamed ? all : others);
  }
  const placed = { ...name, placeText: text };
  return sector === 'company' && clerk.errs('reordered') ? reordered(clerk, placed) : placed;
}

function reordered(clerk: Clerk, name: Name): Name {
  if (name.placeAt !== 'front') return { ...name, placeAt: 'front' };
  return { ...name, placeAt: clerk.random.chance(0.6) ? 'behind_brand' : 'behind_trade' };
}

const NUMBERED = /^第?([一二三四五六七八九十]+|\d+)$/u;

/** 红光酒业, 呼和浩特红光, 呼市三中: what people say instead of the whole name. */
function abbreviation(clerk: Clerk, name: Name): string {
  const place = name.place?.nicknames[0] ?? name.place?.short ?? '';
  const number = NUMBERED.exec(name.brand)?.[1];
  if (number !== undefined) return `${place}${number}${name.trade.charAt(0) === '实' ? '实小' : name.trade.charAt(0)}`;
  return clerk.random.chance(0.7) ? `${name.brand}${name.trade}` : `${place}${name.brand}`;
}
