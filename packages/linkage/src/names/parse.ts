import { readBrackets } from './brackets.ts';
import { remarkBranch, splitBranch } from './branch.ts';
import { readCore } from './core.ts';
import { type Branch, type EmployerName } from './employer-name.ts';
import { foldKeepingBrackets, foldName } from './fold.ts';
import { withoutNote } from './notes.ts';
import { withArabicOrdinals } from './numerals.ts';
import { divisionOf } from './place-chain.ts';
import { isNested } from './places.ts';

/** Longer than any name in law; what is longer is no name, and its tail is not read. */
const LONGEST = 500;

/**
 * Takes a Chinese employer name apart. Never throws, whatever the text; linear in its length, about 3 µs for a usual
 * name. `hint.division` (code or name, as the register has it) tells which place is meant where a name alone does not.
 *
 * The order 行政区划 + 字号 + 行业 + 组织形式 and the freedom to put the place in brackets behind the brand or the trade are
 * those of 《企业名称登记管理规定》, articles 6 and following.
 */
export function parseName(text: string, hint?: { readonly division?: string | undefined }): EmployerName {
  const marked = foldKeepingBrackets(text.length > LONGEST ? text.slice(0, LONGEST) : text);
  const bracketed = /[()]/.test(marked);
  const folded = bracketed || text.length > LONGEST ? foldName(text) : marked;
  const hinted = hint?.division === undefined ? null : hintOf(hint.division);
  const read = bracketed ? readBrackets(marked, hinted) : null;
  const cut = read ?? withoutAlias(marked);
  const body = withArabicOrdinals(withoutSuperior(withoutNote(cut.body)));
  const split = splitBranch(body, read?.within ?? hinted);
  const core = readCore(split === null ? body : body.slice(0, split.parentEnd), read?.within ?? hinted);
  const branch =
    read === null || read.remark === ''
      ? (split?.branch ?? null)
      : remarkBranch(read.remark, split?.branch ?? null, read.within);
  const places = read === null || read.places.length === 0 ? core.places : mostExact([...core.places, ...read.places]);
  const form = read?.form ?? core.form;
  const parent =
    split === null ? (cut.aliases.length === 0 && branch === null ? folded : body) : body.slice(0, split.parentEnd);
  const parts = { places, brand: core.brand, trade: core.trade, form, branch };
  return { folded, ...parts, parent, aliases: cut.aliases, standard: standardOf(parts) };
}

const PLAIN_ALIAS = /曾用名|以下简称/;

function withoutAlias(marked: string): { readonly body: string; readonly aliases: readonly string[] } {
  return PLAIN_ALIAS.test(marked) || marked.includes('公司原')
    ? readBrackets(marked, null)
    : { body: marked, aliases: NONE };
}

/** Names of superiors in front of the name of an office, which come and go. */
const SUPERIOR = /^(?:国家税务总局|中国共产党|中共)(?=.{4})/;

function withoutSuperior(body: string): string {
  return body.startsWith('国家税') || body.startsWith('中共') || body.startsWith('中国共')
    ? body.replace(SUPERIOR, '')
    : body;
}

const NONE: readonly string[] = [];

/** Registers have few divisions and many rows: each is read once. */
const hints = new Map<string, string | null>();
const MOST_HINTS = 20_000;

function hintOf(division: string): string | null {
  if (isCounty(division)) return division;
  const known = hints.get(division);
  if (known !== undefined) return known;
  if (hints.size >= MOST_HINTS) hints.clear();
  const code = divisionOf(foldName(division));
  hints.set(division, code);
  return code;
}

/** Whether a text is the code of a county, which most registers give: nothing is to be worked out. */
function isCounty(division: string): boolean {
  if (division.length !== 6 || division.endsWith('00')) return false;
  for (let index = 0; index < 6; index++) {
    const unit = division.charCodeAt(index);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return true;
}

/** Without those that another lies in, sorted: in whatever order and place they were written. */
function mostExact(places: readonly string[]): readonly string[] {
  const isCode = (place: string) => place.charCodeAt(0) < 0x3a;
  const unique = [...new Set(places)];
  return unique
    .filter(
      (place) =>
        !isCode(place) ||
        !unique.some(
          (other) => other !== place && isCode(other) && other.length > place.length && isNested(other, place),
        ),
    )
    .sort();
}

function standardOf(parts: {
  readonly places: readonly string[];
  readonly brand: string;
  readonly trade: readonly string[];
  readonly form: string;
  readonly branch: Branch | null;
}): string {
  const { places, brand, trade, form, branch } = parts;
  const whole = `${places.length === 1 ? places[0] : places.join('+')}|${brand}|${trade.join('')}|${form}`;
  return branch === null ? whole : `${whole}|${branch.kind}:${branch.text}:${branch.ordinal ?? ''}`;
}
