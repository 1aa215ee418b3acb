import { join } from 'node:path';
import { OWNER, ensureCluster, ownerPassword } from './cluster.ts';
import { type Programs, preparePrograms } from './native.ts';
import { type Place, placeOf } from './place.ts';
import { type Postmaster, findPostmaster, startPostmaster, stopPostmaster, waitForOther } from './postmaster.ts';
import type { Durability } from './settings.ts';

/** A running embedded server. */
export interface EmbeddedServer {
  readonly place: Place;
  readonly pid: number;
  /** Address of a database on it, for its owner; contains the password. */
  url(database: string): string;
  /** Stops the server, whoever started it. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly dataDir: string;
  readonly durability?: Durability;
  /** Tells a person who waits why; Chinese sentences. */
  readonly notify?: (sentence: string) => void;
}

/**
 * The server of a data directory: the one that runs, or a new one. Several processes share it.
 * @throws Problem when it cannot be started: disk full, no account, foreign directory …
 */
export async function embeddedServer(options: ServerOptions): Promise<EmbeddedServer> {
  const notify = options.notify ?? (() => {});
  const durability = options.durability ?? 'lasting';
  const place = placeOf(options.dataDir);
  const programs = preparePrograms(place.account, join(place.dataDir, 'programs'));
  ensureCluster(place, programs, durability);
  const running = findPostmaster(place);
  const postmaster = running
    ? await waitForOther(place, running, notify).catch(() => startPostmaster(place, programs, durability, notify))
    : await startPostmaster(place, programs, durability, notify);
  return describe(place, programs, postmaster);
}

function describe(place: Place, programs: Programs, server: Postmaster): EmbeddedServer {
  const password = ownerPassword(place);
  return {
    place,
    pid: server.pid,
    url(database) {
      const address = new URL(`postgresql://${OWNER}:${password}@localhost:${server.port}/${database}`);
      if (server.host.startsWith('/')) address.searchParams.set('host', server.host);
      else address.hostname = server.host;
      return address.toString();
    },
    stop: () => stopPostmaster(place, programs, server),
  };
}
