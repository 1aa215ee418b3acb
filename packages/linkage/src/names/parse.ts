import { readBrackets, type Unbracketed } from './brackets.ts';
import { remarkBranch, splitBranch } from './branch.ts';
import { branchEnding } from './branches.ts';
import { readCore } from './core.ts';
import type { EmployerName, OrganisationForm } from './employer-name.ts';
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
export function parseName(text: string, hint?: Hint): EmployerName {
  const { parts, body, parentEnd } = read(text, hint);
  const folded = foldName(text);
  const isWhole = parts.aliases.length === 0 && parts.branch === null;
  const parent = parentEnd === null ? (isWhole ? folded : body) : body.slice(0, parentEnd);
  return { folded, ...parts, parent, standard: standardOf(parts) };
}

/** The division of a row as its register has it, code or name. */
interface Hint {
  readonly division?: string | undefined;
}

/** What a name is made of, without the texts that are put together of it. */
export type NameParts = Pick<EmployerName, 'places' | 'brand' | 'trade' | 'form' | 'branch' | 'aliases'>;

/** The parts of `parseName` alone, for who reads millions. */
export function nameParts(text: string, hint?: Hint): NameParts {
  return read(text, hint).parts;
}

interface Reading {
  readonly parts: NameParts;
  /** The name without brackets and notes; the parent ends in it, null where there is no branch. */
  readonly body: string;
  readonly parentEnd: number | null;
}

function read(text: string, hint: Hint | undefined): Reading {
  const marked = marksOf(text.length > LONGEST ? text.slice(0, LONGEST) : text);
  const bracketed = /[()]/.test(marked);
  const hinted = hint?.division === undefined ? null : hintOf(hint.division);
  const bracket = bracketed ? readBrackets(marked, hinted) : null;
  const cut = bracket ?? withoutAlias(marked);
  const whole = withArabicOrdinals(withoutSuperior(withoutNote(cut.body)));
  const body = cut.branch === '' ? whole : whole + withArabicOrdinals(cut.branch);
  const split = splitBranch(body, bracket?.within ?? hinted, cut.branch === '' ? 0 : whole.length);
  const core = readCore(split === null ? body : body.slice(0, split.parentEnd), bracket?.within ?? hinted);
  const branch =
    bracket === null || bracket.remark === ''
      ? (split?.branch ?? null)
      : remarkBranch(bracket.remark, split?.branch ?? null, bracket.within);
  const places =
    bracket === null || bracket.places.length === 0 ? core.places : mostExact([...core.places, ...bracket.places]);
  const form = bracket === null ? core.form : formOf(core.form, bracket.form);
  const parts = { places, brand: core.brand, trade: core.trade, form, branch, aliases: cut.aliases };
  return { parts, body, parentEnd: split?.parentEnd ?? null };
}

/** The form by a bracket, else by the end of the name; a company that some register notes as 个体 is none. */
function formOf(ending: OrganisationForm, bracket: OrganisationForm | null): OrganisationForm {
  if (bracket === null) return ending;
  return bracket === 'household' && ending !== 'unknown' ? ending : bracket;
}

const PLAIN_ALIAS = /曾用名|以下简称/;

function withoutAlias(marked: string): Pick<Unbracketed, 'body' | 'branch' | 'aliases'> {
  return PLAIN_ALIAS.test(marked) || marked.includes('公司原')
    ? readBrackets(marked, null)
    : { body: marked, branch: '', aliases: NONE };
}

const DASH = /(?<![\d０-９])[-\u2010-\u2015－](?=[^-\u2010-\u2015－]*$)/u;
/** A name and its branch are at least so long. */
const SHORTEST_PART = 2;

/** A folded name with its brackets, and in brackets too what a dash sets apart as a branch: 红光大药房-城南店. */
function marksOf(text: string): string {
  const marked = foldKeepingBrackets(text);
  if (marked.length >= text.length || branchEnding(marked) < 0) return marked;
  const dash = DASH.exec(text)?.index ?? 0;
  const seam = dash === 0 ? 0 : marked.length - foldKeepingBrackets(text.slice(dash + 1)).length;
  const isApart = seam >= SHORTEST_PART && marked.length - seam >= SHORTEST_PART;
  return isApart ? `${marked.slice(0, seam)}(${marked.slice(seam)})` : marked;
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

function standardOf({ places, brand, trade, form, branch }: NameParts): string {
  const whole = `${places.length === 1 ? places[0] : places.join('+')}|${brand}|${trade.join('')}|${form}`;
  return branch === null ? whole : `${whole}|${branch.kind}:${branch.text}:${branch.ordinal ?? ''}`;
}
