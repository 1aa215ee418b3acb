import type { Command } from 'commander';

/** Exit status of the public contract: 0 done, 1 failed and nothing changed, 2 done but some rows were rejected. */
export type Status = 0 | 1 | 2;

/** A verb of the command line; `finish` takes the exit status of what its action did. */
export type Verb = (finish: (status: Status) => void) => Command;
