import type { PoolClient } from '../pool.ts';
import { storedHeads } from './head.ts';
import { HeadBook } from './head-book.ts';
import { readHeads } from './heads-file.ts';
import { type ChainLine, GENESIS, bytesAt, chainLines, sha256 } from './lines.ts';
import type { Head, JournalFault, Signer } from './types.ts';

export interface JournalVerdict {
  readonly days: number;
  readonly entries: number;
  /** Signatures that were compared with the chain. */
  readonly heads: number;
  /** Lines after the last signature: nothing but the database itself vouches for them yet. */
  readonly unsigned: number;
  readonly fault: JournalFault | null;
}

export interface VerifyOptions {
  /** The signatures kept outside the database, best a copy from another machine. */
  readonly headsFile?: string;
}

/**
 * Reads the whole journal and recomputes its chain, trusting no function of ours in the database; in bounded memory.
 * @param client in a transaction; the role must see all lines
 * @param signer null: signatures are compared with the chain but not checked themselves
 * @throws Problem when the file of signatures is missing or unreadable
 */
export async function verifyJournal(
  client: PoolClient,
  signer: Signer | null,
  options: VerifyOptions = {},
): Promise<JournalVerdict> {
  // Signatures first: what they speak of was committed before, so that lines read later must hold it.
  const kept: readonly Head[] = options.headsFile === undefined ? [] : readHeads(options.headsFile);
  const book = new HeadBook(await storedHeads(client), kept, signer);
  const chain = await readChain(client, book);
  const fault = earlier(chain.fault ?? book.unmet(), await unlinked(client));
  const { days, entries, unsigned } = chain;
  return { days, entries, heads: book.count, unsigned, fault };
}

interface Chain {
  days: number;
  entries: number;
  unsigned: number;
  day: string;
  seq: number;
  hash: Buffer;
  fault: JournalFault | null;
}

async function readChain(client: PoolClient, book: HeadBook): Promise<Chain> {
  const chain: Chain = { days: 0, entries: 0, unsigned: 0, day: '', seq: 0, hash: GENESIS, fault: null };
  let bad: ChainLine | null = null;
  for await (const lines of chainLines(client)) {
    for (const line of lines) {
      const what = lineFault(chain, line);
      if (what !== null) {
        chain.fault = what;
        bad = line;
        break;
      }
      follow(chain, line);
      chain.unsigned += 1;
      const signed = book.at(line);
      if (signed === null) continue;
      chain.unsigned = 0;
      chain.fault = signed.fault;
      if (chain.fault) break;
    }
    if (chain.fault) break;
  }
  if (bad && chain.fault) chain.fault = (await misplaced(client, bad)) ?? chain.fault;
  return chain;
}

function follow(chain: Chain, line: ChainLine): void {
  if (line.day !== chain.day) chain.days += 1;
  chain.day = line.day;
  chain.seq = line.seq;
  chain.hash = line.hash;
  chain.entries += 1;
}

function lineFault(chain: Chain, line: ChainLine): JournalFault | null {
  const { day, seq } = line;
  const expected = day === chain.day ? chain.seq + 1 : 1;
  if (seq !== expected) {
    const until = seq - 1 > expected ? `到第 ${seq - 1} 行` : '';
    return { day, seq: expected, what: `第 ${expected} 行${until}不见了：行号应当连续，下一行却是第 ${seq} 行。` };
  }
  if (line.content === null) return { day, seq, what: '这一行的内容不见了：链上有它的位置，日志里没有这一条。' };
  if (!line.previous.equals(chain.hash)) return { day, seq, what: borderSentence(chain, day) };
  if (sha256(line.bytes).equals(line.hash)) return null;
  return { day, seq, what: '这一行写下以后被改动过：内容与当时算出的校验值不符。' };
}

function borderSentence(chain: Chain, day: string): string {
  if (day === chain.day) return `与第 ${chain.seq} 行接不上：两行之间有内容被删除、插入，或链被改写。`;
  if (chain.day === '') return '日志的第一天接不上开头：它之前的日志被删除，或链被改写。';
  return `与前一天（${chain.day} 第 ${chain.seq} 行）接不上：两天之间的日志被删除，前一天末尾被截去，或链被改写。`;
}

/** A bad line that would be right with another number of its day was moved, and is told so. */
async function misplaced(client: PoolClient, bad: ChainLine): Promise<JournalFault | null> {
  const { day, seq, content } = bad;
  if (content === null) return null;
  const { rows } = await client.query<{ seq: number; previous: Buffer; hash: Buffer }>(
    'select seq, previous, hash from journal.link where day = $1 and seq <> $2 order by seq limit 100000',
    [day, seq],
  );
  const own = { previous: bad.previous, hash: bad.hash };
  const home = rows.find((other) =>
    [own, other].some((link) => sha256(bytesAt(link.previous, day, other.seq, content)).equals(link.hash)),
  );
  return home
    ? { day, seq, what: `行序变了：现在的第 ${seq} 行，写下时是第 ${home.seq} 行，其间有行被调换、插入或删除。` }
    : null;
}

/** An entry outside the chain. Counting is cheap; which one it is, is asked only when there is one. */
async function unlinked(client: PoolClient): Promise<JournalFault | null> {
  const { rows } = await client.query<{ day: string }>(
    `select to_char(e.at at time zone interval '8 hours', 'YYYY-MM-DD') as day from journal.entry e
    where (select count(*) from journal.entry) <> (select count(*) from journal.link)
      and not exists (select from journal.link l where l.entry_id = e.entry_id)
    order by e.at limit 1`,
  );
  const [found] = rows;
  return found
    ? { day: found.day, seq: null, what: '有一条日志不在链上：它是绕过程序加进去的，或它的位置被删除。' }
    : null;
}

function earlier(chain: JournalFault | null, loose: JournalFault | null): JournalFault | null {
  if (!chain || !loose) return chain ?? loose;
  return loose.day < chain.day ? loose : chain;
}
