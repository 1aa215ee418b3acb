import { type OrganisationForm } from './employer-name.ts';
import { branchEnding, branchWord } from './branches.ts';
import { FORM_BRACKETS, FORM_ENDINGS } from './forms.ts';
import { lengthOf, valueOf } from '../text/trie.ts';
import { readPlaces } from './place-chain.ts';

/** A name without its brackets, and what they said. */
export interface Unbracketed {
  /** The name with each bracket's content inserted or taken away. */
  readonly body: string;
  /** What brackets at the end say of a branch; '' for none. */
  readonly branch: string;
  readonly places: readonly string[];
  /** The most exact code among them; null without one. */
  readonly within: string | null;
  readonly aliases: readonly string[];
  readonly form: OrganisationForm | null;
  /** A remark at the end that is none of these: it may tell one shop from another. */
  readonly remark: string;
}

/** Words before a former name or an abbreviation. */
const ALIAS =
  /^(?:以下简称|下称|简称|又名|别名|亦称|俗称|原名称|原名|曾用名称|曾用名|曾用|曾名|旧称|旧名|前身为|前身是|前身|更名前|原)(?:为|是)?(?=.{3})/;
const ALIAS_INSIDE = /(?:以下简称|简称|曾用名称|曾用名|更名前)(?=.{3})|(?<=公司)原(?=.{4})/;

/** What says how a body stands or what the register thinks of it, not who it is. */
const STATUS =
  /^(?:筹|筹备|筹备组|筹建|拟|暂定名|暂名|已?注销|已?吊销|已?停业|已?歇业|已?迁出|已迁|迁|非法人|分支|分支机构|非上市|未上市|清算组|破产|新|旧|试点|民办|公办|公立|私立|民营|国有|集体|外资|内资|自然人投资或控股|自然人独资|法人独资|中外合资|外商独资|台港澳.*)$/;

const LONGEST_REMARK = 8;
const LONGEST_BRANCH = 20;

/** Reads and removes the brackets of a name folded by `foldKeepingBrackets`. */
export function readBrackets(marked: string, hint: string | null): Unbracketed {
  const reading = new Reading(hint);
  let [start, depth, open] = [0, 0, 0];
  for (let index = 0; index < marked.length; index++) {
    const character = marked.charAt(index);
    if (character === '(') {
      if (depth++ === 0) {
        reading.body += marked.slice(start, index);
        open = index + 1;
      }
    } else if (character === ')') {
      if (depth === 0) reading.body += marked.slice(start, index);
      else if (--depth === 0) reading.take(marked.slice(open, index), isEnd(marked, index));
      if (depth === 0) start = index + 1;
    }
  }
  // A bracket that never closes is a slip of the pen: its content belongs to the name.
  reading.body += marked.slice(depth > 0 ? open : start);
  return reading.finish();
}

/** Whether nothing but more brackets follows. */
function isEnd(marked: string, index: number): boolean {
  return index === marked.length - 1 || marked.charAt(index + 1) === '(';
}

class Reading {
  body = '';
  readonly #places: string[] = [];
  readonly #aliases: string[] = [];
  #within: string | null;
  #form: OrganisationForm | null = null;
  #remark = '';
  #branch = '';

  constructor(hint: string | null) {
    this.#within = hint;
  }

  take(raw: string, atEnd: boolean): void {
    const content = raw.replaceAll(/[()]/g, '');
    if (content === '' || STATUS.test(content)) return;
    if (this.#place(content)) return;
    const form = FORM_BRACKETS.get(content);
    if (form !== undefined && (!atEnd || content.endsWith('公司'))) {
      // 红光（有限责任公司）城南店: the form stands where it always does, brackets or not.
      this.body += content;
      return;
    }
    if (form !== undefined) {
      this.#form = form;
      return;
    }
    const alias = content.replace(ALIAS, '');
    if (alias !== content) {
      this.#aliases.push(alias);
      return;
    }
    if (!atEnd || this.body === '') this.body += content;
    else this.#tail(content);
  }

  finish(): Unbracketed {
    const cut = this.body.search(ALIAS_INSIDE);
    if (cut > 0) {
      this.#aliases.push(this.body.slice(cut).replace(ALIAS, ''));
      this.body = this.body.slice(0, cut);
    }
    return {
      body: this.body,
      branch: this.#branch,
      places: this.#places,
      within: this.#within,
      aliases: this.#aliases,
      form: this.#form,
      remark: this.#remark,
    };
  }

  #place(content: string): boolean {
    if (content === '中国') {
      this.#places.push(content);
      return true;
    }
    const chain = readPlaces(content, 0, content.length, this.#within, true);
    if (chain.end < content.length || chain.places.length === 0) return false;
    this.#places.push(...chain.places);
    this.#within = chain.within;
    return true;
  }

  /** Whether a bracket names a branch, and not another name of the whole (老地方火锅店). */
  #saysBranch(content: string): boolean {
    const ending = branchEnding(content);
    if (ending < 0) return false;
    const { always, part } = branchWord(valueOf(ending));
    if (always || content.length <= LONGEST_REMARK) return true;
    const isShop = lengthOf(Math.max(FORM_ENDINGS.longest(content, content.length), 0)) > lengthOf(ending);
    if (content.length > LONGEST_BRANCH || !part || isShop) return false;
    return lengthOf(ending) > 1 || readPlaces(content, 0, content.length, this.#within).end > 0;
  }

  /** What stands in brackets behind the whole name: a branch, a second name or a remark. */
  #tail(content: string): void {
    if (this.#saysBranch(content)) this.#branch += content;
    else if (content.length > 4 && FORM_ENDINGS.longest(content, content.length) >= 0) this.#aliases.push(content);
    else if (content.length <= LONGEST_REMARK) this.#remark += content;
    else this.#aliases.push(content);
  }
}
