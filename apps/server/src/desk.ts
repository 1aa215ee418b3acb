import { ensureEvaluated, type Standards } from '@jianjia/assessments/server';
import type { Pool } from '@jianjia/db';
import { chinaToday, parsePlainDate, Problem, type PlainDate } from '@jianjia/kernel';

/** What every page needs: the database, the standards, and results that are up to date. */
export class Desk {
  /** With the eyes of the system: evaluations count every union. */
  readonly system: Pool;
  readonly standards: Standards;
  /** What an indicator looks at, in words: the titles of its measures. None where a person judges. */
  readonly looksAt: ReadonlyMap<string, string>;
  readonly #running = new Map<PlainDate, Promise<unknown>>();

  constructor(system: Pool, standards: Standards) {
    this.system = system;
    this.standards = standards;
    this.looksAt = new Map(
      standards.plan.tracks.flatMap(({ items }) =>
        items.map(({ clause }) => {
          const titles = [...new Set(clause.criterion.parts.map((part) => part.measure.title))];
          return [clause.indicator, titles.join(clause.criterion.kind === 'any' ? ' 或 ' : '、')] as const;
        }),
      ),
    );
  }

  /** The as-of day of a request: what `as_of` says, else today in China. Throws Problem when it is no day. */
  asOf(text: string | undefined): PlainDate {
    if (text === undefined || text === '') return chinaToday(new Date());
    const date = parsePlainDate(text);
    if (date) return date;
    throw new Problem(
      'server.badDate',
      'invalid',
      '评定日不对：要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-11-21。',
    );
  }

  /** Makes the results of a day current; requests for the same day wait for the same evaluation. */
  async evaluated(t: PlainDate): Promise<void> {
    const running = this.#running.get(t) ?? ensureEvaluated(this.system, this.standards, t);
    this.#running.set(t, running);
    try {
      await running;
    } finally {
      this.#running.delete(t);
    }
  }
}
