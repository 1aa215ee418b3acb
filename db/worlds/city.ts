import { readCodeTable } from '@jianjia/codes/reference';
import type { Body, Grassroots } from './bodies.ts';
import { present } from './bodies.ts';
import { grassrootsUnion, type Home } from './grassroots.ts';
import { upperBodies, type Frame } from './upper.ts';

/**
 * An invented city. Only the unions above the grassroots and two numbers per grassroots union are kept; everything
 * else is drawn anew whenever it is asked for, so memory does not grow with the records.
 */
export class City {
  readonly frame: Frame;
  readonly upper: readonly Body[];
  readonly size: number;
  private readonly homes: readonly Home[];
  private readonly byCode: ReadonlyMap<string, Body>;
  /** First member number of each grassroots union, and one past the last. */
  private readonly memberStarts: Float64Array;

  constructor(frame: Frame) {
    this.frame = frame;
    this.upper = upperBodies(frame);
    this.byCode = new Map(this.upper.map((body) => [body.code, body]));
    this.homes = homesOf(this.upper);
    this.size = Math.round(frame.place.grassroots * frame.scale);
    this.memberStarts = new Float64Array(this.size + 1);
    for (let number = 0; number < this.size; number++) {
      const union = this.grassroots(number);
      this.memberStarts[number + 1] = this.memberStart(number) + present(union) + union.former;
    }
  }

  /** The grassroots union of a number, 0 ≤ number < size. */
  grassroots(number: number): Grassroots {
    return grassrootsUnion(this.frame, this.homes, this.upper.length, number);
  }

  /** Number of a union's first member in the city. */
  memberStart(number: number): number {
    return this.memberStarts[number] ?? 0;
  }

  /** The upper union of a code. */
  superior(code: string | null): Body | undefined {
    return code === null ? undefined : this.byCode.get(code);
  }

  *allGrassroots(): Generator<Grassroots> {
    for (let number = 0; number < this.size; number++) yield this.grassroots(number);
  }

  /** Upper and grassroots unions, parents first; branches and groups keep no registers of their own. */
  *bodies(): Generator<Body | Grassroots> {
    yield* this.upper;
    yield* this.allGrassroots();
  }
}

function homesOf(upper: readonly Body[]): Home[] {
  const divisions = readCodeTable('divisions');
  const homes = upper.filter((body) => body.kind !== 'city');
  return homes.map((body) => {
    const county = divisions.get(body.division.slice(0, 6))?.name ?? body.name;
    const communities = [...divisions.values()].filter((entry) => entry.parent === body.division && entry.level === 5);
    return { body, place: county.endsWith('开发区') ? county : county.replace(/(区|县|市|旗)$/, ''), communities };
  });
}
