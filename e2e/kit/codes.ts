import type { Page } from 'playwright-core';

interface Listed {
  readonly unions: readonly { readonly code: string; readonly kind: string }[];
}

/** Codes of the demo city that journeys start from: the city, a county of it, and an enterprise union there. */
export async function codesOf(
  page: Page,
  which: 'first' | 'last' = 'first',
): Promise<{ readonly city: string; readonly county: string; readonly union: string }> {
  const ask = async (query: string): Promise<Listed['unions']> => {
    const answer = await page.request.get(`/api/unions${query}`);
    return ((await answer.json()) as Listed).unions;
  };
  const city = pick(await ask(''), 'city');
  const below = await ask(`?parent=${city}`);
  const county = pick(which === 'first' ? below : below.toReversed(), 'county');
  const found = await page.request.get(`/api/lists/unions?at=${county}&kind=enterprise&scheme=hohhot`);
  const { rows } = (await found.json()) as { readonly rows: readonly { readonly union: string }[] };
  const union = rows[0]?.union;
  if (union === undefined) throw new Error('the demo city has no enterprise union in this county');
  return { city, county, union };
}

function pick(unions: Listed['unions'], kind: string): string {
  const union = unions.find((one) => one.kind === kind);
  if (!union) throw new Error(`the demo city has no ${kind} here`);
  return union.code;
}
