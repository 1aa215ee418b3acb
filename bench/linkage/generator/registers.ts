import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Clerk } from './clerk.ts';
import { drawUscc } from './codes.ts';
import { isDecidable } from './decidable.ts';
import { World } from './families.ts';
import type { Firm } from './firm.ts';
import { DUPLICATES, OVERLAP, type Kind, type Register } from './kinds.ts';
import { Random } from './random.ts';
import { COLUMNS, writeRow, type Row } from './row.ts';
import { hash } from './used-names.ts';
import { csvLine, LineFile, ShuffledFile } from './shuffled-file.ts';

/** The files of one pair of registers. */
export interface Registers {
  readonly a: string;
  readonly b: string;
  /** `a_id,b_id,decidable,kinds`: the pairs that are one firm, and what went wrong in them. */
  readonly truth: string;
  /** `id,firm,family,role,brand,kinds`: whose row it is. */
  readonly records: string;
  readonly rows: number;
}

export interface GeneratorReport extends Registers {
  readonly pairs: number;
  readonly undecidable: number;
  /** Per register, rows each kind could happen to and did happen to. */
  readonly tally: Readonly<Record<Register, ReturnType<Clerk['tally']>>>;
}

export interface GeneratorOptions {
  readonly folder: string;
  readonly rows: number;
  readonly seed: number;
  /** How much oftener than written things go wrong in names, places and addresses; 1 without it. */
  readonly wear?: number;
}

/** The paths of the files in a folder, written or not. */
export function registersIn(folder: string, rows: number): Registers {
  const path = (file: string): string => join(folder, file);
  return { a: path('A.csv'), b: path('B.csv'), truth: path('truth.csv'), records: path('records.csv'), rows };
}

/** Writes two registers of `rows` rows each, the truth and whose row each is; memory grows with the names only. */
export async function generateRegisters(options: GeneratorOptions): Promise<GeneratorReport> {
  await mkdir(options.folder, { recursive: true });
  const office = new Office(options, brandsOf(options));
  const world = new World(options.seed);
  while (!office.isFull()) {
    for (const firm of world.nextFamily()) await office.register(firm);
  }
  return office.close();
}

/** Counts the firms of each brand in each county, over the same world as is written afterwards. */
function brandsOf({ rows, seed }: GeneratorOptions): Brands {
  const brands = new Brands();
  const world = new World(seed);
  // Each register holds 5 in 7 of the firms; 2 % more than that, for the two fill up at different firms.
  for (let firms = 0; firms < rows * (2 - OVERLAP) * 1.02;) {
    const family = world.nextFamily();
    firms += family.length;
    for (const firm of family) brands.count(firm);
  }
  return brands;
}

class Brands {
  private readonly once = new Set<number>();
  private readonly often = new Set<number>();

  private key = ({ name, seat }: Firm): number => hash(`${seat.county.code}|${name.brand}`);

  count(firm: Firm): void {
    const key = this.key(firm);
    if (this.once.has(key)) this.often.add(key);
    else this.once.add(key);
  }

  isRare(firm: Firm): boolean {
    return !this.often.has(this.key(firm));
  }
}

interface Numbered {
  readonly id: string;
  readonly row: Row;
}

/** Takes firms and writes them into one register or both. */
class Office {
  private readonly files: Registers;
  private readonly clerks: Readonly<Record<Register, Clerk>>;
  private readonly written: Readonly<Record<Register, ShuffledFile>>;
  private readonly counts = { a: 0, b: 0 };
  private readonly truth: LineFile;
  private readonly records: LineFile;
  private readonly presence: Random;
  private readonly sharedCodes: readonly string[];
  private readonly brands: Brands;
  private pairs = 0;
  private undecidable = 0;

  constructor({ folder, rows, seed, wear = 1 }: GeneratorOptions, brands: Brands) {
    this.brands = brands;
    this.files = registersIn(folder, rows);
    const parts = Math.max(1, Math.ceil(rows / 50_000));
    this.clerks = {
      a: new Clerk('a', new Random(seed, 'clerk a'), wear),
      b: new Clerk('b', new Random(seed, 'clerk b'), wear),
    };
    this.written = {
      a: new ShuffledFile(this.files.a, new Random(seed, 'order a'), parts),
      b: new ShuffledFile(this.files.b, new Random(seed, 'order b'), parts),
    };
    this.truth = new LineFile(this.files.truth);
    this.records = new LineFile(this.files.records);
    this.presence = new Random(seed, 'presence');
    const codes = new Random(seed, 'shared codes');
    // 2 % of the rows carry a code of a park or an agent: one on some five hundred rows.
    const count = Math.max(2, Math.round((rows * 0.02) / 500));
    this.sharedCodes = Array.from({ length: count }, () => drawUscc(codes, 'company', '150102'));
    void this.truth.add('a_id,b_id,decidable,kinds');
    void this.records.add('id,firm,family,role,brand,kinds');
  }

  isFull(): boolean {
    return this.room('a') === 0 && this.room('b') === 0;
  }

  private room(register: Register): number {
    return this.files.rows - this.counts[register];
  }

  /** Of all firms 3 in 7 stand in both, 2 in 7 in each alone: three fifths of each register overlap. */
  async register(firm: Firm): Promise<void> {
    const place = this.presence.next() * (2 - OVERLAP);
    const inA = place < 1;
    const inB = place < OVERLAP || place >= 1;
    const a = inA ? await this.write('a', firm) : [];
    const b = inB ? await this.write('b', firm) : [];
    for (const left of a) for (const right of b) await this.tell(firm, left, right);
  }

  private async write(register: Register, firm: Firm): Promise<Numbered[]> {
    const wanted = this.presence.chance(DUPLICATES[register]) ? 2 : 1;
    const list: Numbered[] = [];
    for (let copy = Math.min(wanted, this.room(register)); copy > 0; copy--) {
      const row = writeRow(this.clerks[register], firm, this.sharedCodes);
      const id = `${register.toUpperCase()}${++this.counts[register]}`;
      await this.written[register].add(csvLine([id, ...row.fields]));
      const { number, family, role, name } = firm;
      await this.records.add([id, number, family, role, name.brand, [...row.kinds].join('|')].join(','));
      list.push({ id, row });
    }
    return list;
  }

  private async tell(firm: Firm, a: Numbered, b: Numbered): Promise<void> {
    const decidable = isDecidable(firm, a.row, b.row, this.brands.isRare(firm));
    const kinds = (register: Register, list: ReadonlySet<Kind>) => [...list].map((kind) => `${register}:${kind}`);
    const all = [...kinds('a', a.row.kinds), ...kinds('b', b.row.kinds)].join('|');
    this.pairs += 1;
    if (!decidable) this.undecidable += 1;
    await this.truth.add(`${a.id},${b.id},${decidable ? 'yes' : 'no'},${all}`);
  }

  async close(): Promise<GeneratorReport> {
    const header = COLUMNS.join(',');
    await this.written.a.close(header);
    await this.written.b.close(header);
    await this.truth.close();
    await this.records.close();
    const { pairs, undecidable, clerks } = this;
    return { ...this.files, pairs, undecidable, tally: { a: clerks.a.tally(), b: clerks.b.tally() } };
  }
}
