import type { Page } from 'playwright-core';
import type { censusPlaces } from '../screens.ts';

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

/**
 * What the pages of the census are opened with: the newest delivery, an employer of the list that several files name, a task,
 * the group of a joint union.
 */
export async function censusCodesOf(page: Page): Promise<Parameters<typeof censusPlaces>[0]> {
  const ask = async <T>(path: string): Promise<T> => (await (await page.request.get(path)).json()) as T;
  const { rows: deliveries } = await ask<{ rows: readonly { delivery_id: string }[] }>('/api/census/deliveries');
  const { rows: employers } = await ask<{ rows: readonly { employer_id: string; departments: readonly string[] }[] }>(
    '/api/census/employers?limit=100',
  );
  const { rows: tasks } = await ask<{ rows: readonly { task_id: string }[] }>('/api/census/tasks');
  const known = employers.toSorted((one, other) => other.departments.length - one.departments.length);
  const [delivery, employer, task] = [deliveries[0]?.delivery_id, known[0]?.employer_id, tasks[0]?.task_id];
  if (!delivery || !employer || !task) throw new Error('the census holds no delivery, employer or task');
  return { delivery, employer, task, group: await groupOf(ask) };
}

interface Groups {
  readonly rows: readonly {
    readonly division: { readonly code: string };
    readonly place_kind: string;
    readonly place: string;
    readonly part: number;
  }[];
}

async function groupOf(ask: (path: string) => Promise<Groups>): Promise<string> {
  const [group] = (await ask('/api/census/joint-unions?limit=1')).rows;
  if (!group) throw new Error('no joint union could be founded');
  const { division, place_kind, place, part } = group;
  return new URLSearchParams({ division: division.code, place_kind, place, part: String(part) }).toString();
}

function pick(unions: Listed['unions'], kind: string): string {
  const union = unions.find((one) => one.kind === kind);
  if (!union) throw new Error(`the demo city has no ${kind} here`);
  return union.code;
}
