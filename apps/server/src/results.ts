import {
  ensureEvaluated,
  forgetEvaluation,
  isCurrent,
  monthEndsBefore,
  type Standards,
} from '@jianjia/assessments/server';
import type { Pool } from '@jianjia/db';
import { addMonths, chinaToday, fromDays, parsePlainDate, Problem, toDays, type PlainDate } from '@jianjia/kernel';

/** Days that may be asked for: an evaluation takes long and its results take room, so not any day there ever was. */
const YEARS_BACK = 3;
const DAYS_AHEAD = 60;
/** Days that are waited for at most; whoever asks for one more is told to come again. */
const MOST_WAITING = 8;

export interface ResultsOptions {
  readonly today?: () => PlainDate;
  /** Days besides today and month ends whose results are kept, the last used ones; the others are forgotten again. */
  readonly passing?: number;
}

/** The standards, and the results of a day, up to date when they are asked for. */
export class Results {
  /** With the eyes of the system: evaluations count every union. */
  readonly #system: Pool;
  readonly standards: Standards;
  readonly #running = new Map<PlainDate, Promise<unknown>>();

  readonly #today: () => PlainDate;
  readonly #passing: number;
  /** Days this service evaluated, the last used one last. */
  readonly #used = new Set<PlainDate>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    system: Pool,
    standards: Standards,
    { today = () => chinaToday(new Date()), passing = 8 }: ResultsOptions = {},
  ) {
    this.#today = today;
    this.#passing = passing;
    this.#system = system;
    this.standards = standards;
  }

  /** The as-of day of a request: what `as_of` says, else today in China. Throws Problem when it is no day, or too far away. */
  asOf(text: string | undefined): PlainDate {
    const today = this.#today();
    if (text === undefined || text === '') return today;
    const date = parsePlainDate(text);
    if (!date) {
      throw new Problem(
        'server.badDate',
        'invalid',
        '评定日不对：要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-11-21。',
      );
    }
    const first = fromDays(addMonths(toDays(today), -12 * YEARS_BACK));
    const last = fromDays(toDays(today) + DAYS_AHEAD);
    if (date >= first && date <= last) return date;
    throw new Problem(
      'server.farDate',
      'invalid',
      `评定日太远：只能评定 ${first} 到 ${last} 之间的日期。更早的日期请让管理员用命令行评定。`,
    );
  }

  /** Makes the results of a day current; requests for the same day wait for the same evaluation, others for their turn. */
  async evaluated(t: PlainDate): Promise<void> {
    // While another day is evaluated, nobody waits who asks for a day that is current.
    const isWaitedFor = this.#running.size === 0 || this.#running.has(t);
    if (isWaitedFor || !(await isCurrent(this.#system, this.standards, t))) {
      await (this.#running.get(t) ?? this.#enqueue(t));
    }
    // Used again: it comes last.
    if (this.#used.delete(t)) this.#used.add(t);
  }

  /**
   * Evaluates one of the last month ends that was never evaluated, the latest first, while nobody waits for anything; so
   * the history fills up by itself. Answers which, or null.
   */
  async evaluateMonthEnd(): Promise<PlainDate | null> {
    if (this.#running.size > 0) return null;
    const found = await this.#system.query<{ day: PlainDate }>(
      `select day from unnest($1::date[]) as day
       where not exists (select from assessments.evaluation e where e.as_of = day)
         and exists (select from organisations."union" u where u.founded_on <= day)
       order by day desc limit 1`,
      [monthEndsBefore(this.#today())],
    );
    const [missing] = found.rows;
    if (!missing) return null;
    await this.evaluated(missing.day);
    return missing.day;
  }

  #enqueue(t: PlainDate): Promise<unknown> {
    if (this.#running.size >= MOST_WAITING) {
      throw new Problem('server.busy', 'conflict', '正在评定别的日期，要等的太多了。请过几分钟再试。');
    }
    const turn = this.#last.then(() => this.#evaluate(t)).finally(() => this.#running.delete(t));
    this.#running.set(t, turn);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #evaluate(t: PlainDate): Promise<void> {
    if ((await ensureEvaluated(this.#system, this.standards, t)) !== 'evaluated') return;
    this.#used.add(t);
    const today = this.#today();
    const passing = [...this.#used].filter((day) => day !== today && !isMonthEnd(day));
    for (const day of passing.slice(0, Math.max(passing.length - this.#passing, 0))) {
      this.#used.delete(day);
      await forgetEvaluation(this.#system, day);
    }
  }
}

function isMonthEnd(day: PlainDate): boolean {
  return fromDays(toDays(day) + 1).endsWith('-01');
}
