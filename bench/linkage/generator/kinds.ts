/** One way a register goes wrong: how often in each of the two, and of which rows. README.md shows this table. */
export interface KindRates {
  readonly a: number;
  readonly b: number;
  /** The rows it can happen to. */
  readonly of: string;
  readonly what: string;
}

/** Rates are chances per row it can happen to, drawn independently but for the ways of a code, which exclude each other. */
export const KINDS = {
  place_alias: { a: 0.04, b: 0.1, of: 'names with a place', what: '呼和浩特市 → 呼和浩特, 呼市' },
  place_dropped: { a: 0.05, b: 0.12, of: 'names with a place', what: 'the place is left out' },
  place_renamed: { a: 0.1, b: 0.25, of: 'names with a place that was renamed', what: '潜山市 → 潜山县' },
  reordered: { a: 0.02, b: 0.06, of: 'companies with a place', what: '北京红光酒业 ↔ 红光（北京）酒业' },
  form_variant: {
    a: 0.05,
    b: 0.12,
    of: 'companies',
    what: '有限责任公司 ↔ 有限公司, 公司, 有限责任公司（自然人独资）',
  },
  trade_dropped: { a: 0.005, b: 0.015, of: 'companies', what: '红光酒业有限公司 → 红光有限公司' },
  trade_synonym: { a: 0.01, b: 0.03, of: 'trades with synonyms', what: '商贸 → 贸易' },
  abbreviation: { a: 0.01, b: 0.03, of: 'names with a brand', what: '红光酒业; 呼市红光; 呼市三中' },
  former_name: { a: 0.1, b: 0.25, of: 'firms that had another name', what: 'the name before' },
  homophone: { a: 0.006, b: 0.02, of: 'names with a brand', what: '宏 → 洪' },
  lookalike: { a: 0.005, b: 0.015, of: 'names with a brand', what: '未 → 末' },
  char_lost: { a: 0.003, b: 0.008, of: 'names with a brand', what: 'a character of brand or trade is left out' },
  char_added: { a: 0.003, b: 0.006, of: 'names with a brand', what: 'a character too many, or one twice' },
  char_transposed: { a: 0.002, b: 0.005, of: 'names with a brand', what: 'two neighbours change places' },
  branch_wording: {
    a: 0.08,
    b: 0.25,
    of: 'branches and shops',
    what: '分店 ↔ 门市部, （城南店）, a dash, its quarter first',
  },
  ordinal_form: { a: 0.1, b: 0.3, of: 'names with a number', what: '第一 ↔ 一, 1, 第1' },
  full_width: { a: 0.05, b: 0.1, of: 'names with brackets, digits or letters', what: '（ → (, 1 → １' },
  brackets: { a: 0.05, b: 0.1, of: 'names with brackets', what: '（） → 【】, 〔〕, none' },
  spaces: { a: 0.02, b: 0.05, of: 'all', what: 'spaces inside, before or behind' },
  traditional: { a: 0.005, b: 0.02, of: 'all', what: '业 → 業' },
  note: { a: 0.01, b: 0.02, of: 'all', what: '（停业）, 【个体】, 注销 …' },
  swapped: { a: 0.0005, b: 0.001, of: 'rows with an address', what: 'name and address stand in each other’s column' },
  address_form: {
    a: 0.15,
    b: 0.35,
    of: 'all',
    what: '12号 → 12, １２号, 12#; A座1203室 → A-1203; head dropped or longer',
  },
  address_short: { a: 0.05, b: 0.12, of: 'all', what: 'ends before the house number or the room' },
  address_old_name: { a: 0.01, b: 0.03, of: 'addresses at a road', what: 'the name the road had before' },
  address_missing: { a: 0.04, b: 0.12, of: 'all', what: 'empty' },
  moved: { a: 0.1, b: 0.3, of: 'firms that moved', what: 'address and division of before' },
  division_form: { a: 0.1, b: 0.3, of: 'all', what: 'county code → code of the township, name of the county' },
  division_missing: { a: 0.02, b: 0.05, of: 'all', what: 'empty' },
  code_parent: { a: 0.02, b: 0.04, of: 'branches and shops', what: 'the code of the parent' },
  code_missing: { a: 0.3, b: 0.3, of: 'all', what: 'empty' },
  code_digit: { a: 0.05, b: 0.05, of: 'all', what: 'one character wrong' },
  code_transposed: { a: 0.03, b: 0.03, of: 'all', what: 'two neighbours change places' },
  code_registration: { a: 0.06, b: 0.06, of: 'all', what: 'the old 15-digit registration number' },
  code_organisation: { a: 0.04, b: 0.04, of: 'all', what: 'the 9-digit organisation code' },
  code_shared: {
    a: 0.02,
    b: 0.02,
    of: 'all',
    what: 'the code of a park or of an agent, one on some five hundred rows',
  },
  code_form: { a: 0.03, b: 0.05, of: 'rows with a code', what: 'small letters, spaces, full width, a dash' },
} as const satisfies Readonly<Record<string, KindRates>>;

export type Kind = keyof typeof KINDS;

export const kindNames = Object.keys(KINDS) as Kind[];

/** Rows of a firm that stands twice in one register. */
export const DUPLICATES = { a: 0.008, b: 0.015 } as const;

/** Renamed firms whose row with the present name tells the former one in a column of its own. */
export const FORMER_LISTED = { a: 0.5, b: 0.3 } as const;

/** Share of each register that stands in the other too. */
export const OVERLAP = 0.6;

export type Register = 'a' | 'b';
