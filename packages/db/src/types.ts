import pg from 'pg';

const DATE = 1082;
const INT8 = 20;
const getTypeParser = pg.types.getTypeParser as (id: number, format?: 'text' | 'binary') => (text: string) => unknown;
const DATE_ARRAY = 1182;
const INT8_ARRAY = 1016;
const TEXT_ARRAY = 1009;

/** A whole number as `number` while that is exact, as `bigint` beyond 2^53. */
function parseInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

const parseTextArray = getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[];

function parseInt8Array(text: string): (number | bigint | null)[] {
  return parseTextArray(text).map((item) => (item === null ? null : parseInt8(item)));
}

/**
 * How columns arrive: `date` as 'YYYY-MM-DD' text (a legal day has no time zone), `int8` as number while exact,
 * `numeric` as text (never rounded); the rest as `pg` does.
 */
export const typeParsers = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (id === DATE) return (text: string) => text;
      if (id === INT8) return parseInt8;
      if (id === DATE_ARRAY) return parseTextArray;
      if (id === INT8_ARRAY) return parseInt8Array;
    }
    return getTypeParser(id, format);
  },
} satisfies pg.CustomTypesConfig;
