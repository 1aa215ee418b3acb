import { headBytes } from './head.ts';
import type { ChainLine } from './lines.ts';
import type { Head, JournalFault, Signer } from './types.ts';

/** What both places say about one line. */
interface Page {
  readonly stored: Head[];
  readonly kept: Head[];
}

/** The signed states, from the database and from the file outside it, held against the chain line by line. */
export class HeadBook {
  readonly #pages = new Map<string, Page>();
  readonly #signer: Signer | null;
  /** Lines that were signed. */
  readonly count: number;

  constructor(stored: readonly Head[], kept: readonly Head[], signer: Signer | null) {
    this.#signer = signer;
    for (const head of stored) this.#page(head).stored.push(head);
    for (const head of kept) this.#page(head).kept.push(head);
    this.count = this.#pages.size;
  }

  /** Null when the line was never signed. */
  at(line: ChainLine): { readonly fault: JournalFault | null } | null {
    // Most lines are not signed: no key is made for them when there is nothing to find.
    if (this.#pages.size === 0) return null;
    const key = keyOf(line);
    const page = this.#pages.get(key);
    if (!page) return null;
    this.#pages.delete(key);
    const what = this.#whatIsWrong(page, line.hash);
    return { fault: what === null ? null : { day: line.day, seq: line.seq, what } };
  }

  /** The first signed line that did not come. */
  unmet(): JournalFault | null {
    const heads = [...this.#pages.values()].flatMap(({ stored, kept }) => [...stored, ...kept]);
    const [first] = heads.sort((a, b) => (a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1));
    if (!first) return null;
    const { day, seq } = first;
    if (!this.#isGenuine(first)) return { day, seq, what: forged(first) };
    return { day, seq, what: `这一行不见了：它在 ${first.signedAt} 签过名，说明当时日志至少到这里，末尾被截去。` };
  }

  #page(head: Head): Page {
    const key = keyOf(head);
    const known = this.#pages.get(key);
    if (known) return known;
    const page: Page = { stored: [], kept: [] };
    this.#pages.set(key, page);
    return page;
  }

  #whatIsWrong({ stored, kept }: Page, hash: Buffer): string | null {
    for (const head of [...kept, ...stored]) {
      if (!this.#isGenuine(head)) return forged(head);
      if (!head.hash.equals(hash)) {
        return `与签名不符：${head.signedAt} 签名时日志到这一行为止是另一番内容，之后这一行或它以前的日志被改写，校验值也重新算过。`;
      }
    }
    if (stored.length === 0 && kept.length > 0) {
      return '这一行的签名从数据库里删除了：签名文件里有，数据库里没有。';
    }
    return null;
  }

  #isGenuine(head: Head): boolean {
    return this.#signer === null || this.#signer.verify(headBytes(head), head.signature, head.keyId);
  }
}

function keyOf({ day, seq }: { readonly day: string; readonly seq: number }): string {
  return `${day}/${seq}`;
}

function forged(head: Head): string {
  return `这一行的签名不对：签名被改动，或不是本机的密钥（${head.keyId}）签的。恢复到新的数据目录时，日志密钥要一并带去。`;
}
