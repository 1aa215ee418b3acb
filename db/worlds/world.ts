import { parsePlainDate, Problem, toDays } from '@jianjia/kernel';
import { City } from './city.ts';
import type { Row } from './draw.ts';
import { places, worldNames, type WorldName } from './places.ts';
import { registersOf, type RegisterName } from './registers/index.ts';

export interface WorldOptions {
  /** Multiplies unions, employers and members; default 1. `demo` has about 60 members per union. */
  readonly scale?: number;
  /** The day the world is told as of, `YYYY-MM-DD`; default 2026-11-21. */
  readonly asOf?: string;
  /** Another seed tells another city; default 1. */
  readonly seed?: number;
  /** Paths of indicators that inspectors have judged, `scheme.track.item`; default none. */
  readonly judged?: readonly string[];
}

export type World = Readonly<Record<RegisterName, () => Iterable<Row>>>;

export const DEFAULT_AS_OF = '2026-11-21';

/** Reads the name of a world. Throws the Problem `world.unknown` naming those there are. */
export function worldName(text: string): WorldName {
  const found = worldNames.find((name) => name === text);
  if (found) return found;
  throw new Problem('world.unknown', 'missing', `没有名为「${text}」的演示城市。可选：${worldNames.join('、')}。`, {
    text,
  });
}

/**
 * An invented place on real division codes: per register a function that tells its rows, column id → text as in the
 * exchange format, an absent column being empty. Rows are drawn while they are read, so memory does not grow with the
 * scale, and equal options give equal rows. Throws Problems for an unknown name, scale or day.
 */
export function world(name: string, options: WorldOptions = {}): World {
  return registersOf(cityOf(name, options), options.judged ?? []);
}

/** The city a world is told of. Throws as `world`. */
export function cityOf(name: string, options: WorldOptions): City {
  const { scale = 1, asOf = DEFAULT_AS_OF, seed = 1 } = options;
  const place = places[worldName(name)];
  const t = parsePlainDate(asOf);
  if (t === null)
    throw new Problem('world.badDay', 'invalid', `「${asOf}」不是日期，请写成 2026-11-21 的样子。`, { asOf });
  if (!(scale > 0 && scale <= 2000)) {
    throw new Problem('world.badScale', 'invalid', `规模应在0到2000之间，给的是${scale}。`, { scale });
  }
  return new City({ place, scale, seed, t: toDays(t) });
}
