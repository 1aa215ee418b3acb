import type { Ask } from '../kit/ask.ts';
import type { House } from '../house.ts';

/** What the pages of the rooms are made of. */
export interface Rooms {
  readonly house: House;
  readonly ask: Ask;
  /** Whether this is the demo city. */
  readonly isDemo: () => Promise<boolean>;
}
