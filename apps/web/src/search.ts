import type { output, ZodObject } from 'zod';

/** The search part of a URL as texts: no code of a union may become a number on the way. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The other way; what is empty or not so is left out. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    const text = typeof value === 'number' || value === true ? String(value) : value;
    if (typeof text === 'string' && text !== '') asked.set(name, text);
  }
  return asked.size > 0 ? `?${asked.toString()}` : '';
}

/** What a screen's schema can read of a search; fields that do not fit are left out, so that a mistyped link opens. */
export function readSearch<S extends ZodObject>(schema: S, given: Readonly<Record<string, unknown>>): output<S> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]));
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name)));
  const again = schema.safeParse(rest);
  return again.success ? again.data : schema.parse({});
}
