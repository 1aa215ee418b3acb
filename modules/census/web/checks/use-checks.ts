import { useCallback, useEffect, useRef, useState } from 'react';
import { toSend } from '../../domain/checks/queue.ts';
import { dropFinding, keepFinding, type Kept, type KeptFinding, readKept } from './store.ts';
import { refreshTasks, type Round, sendWaiting } from './sync.ts';
import { keepPage } from './worker.ts';

/** Milliseconds between attempts while something waits. */
const AGAIN = 30_000;

/** What the page shows and can do. */
export interface Checks {
  /** Null until it is read. */
  readonly kept: Kept | null;
  readonly isOnline: boolean;
  readonly isBusy: boolean;
  readonly mustSignIn: boolean;
  /** Fetches the tasks and sends what waits. */
  sync(): Promise<void>;
  /** Keeps a finding as it is now, as something is typed. */
  keep(finding: KeptFinding): Promise<void>;
  drop(findingId: string): Promise<void>;
}

/** Tasks and findings on the phone, sent and fetched whenever there is a network. */
export function useChecks(): Checks {
  const [kept, setKept] = useState<Kept | null>(null);
  const [isOnline, setOnline] = useState(navigator.onLine);
  const [isBusy, setBusy] = useState(false);
  const [mustSignIn, setMustSignIn] = useState(false);
  const busy = useRef(false);
  const again = useRef(false);
  const read = useCallback(async () => setKept(await readKept()), []);
  const sync = useCallback(async () => {
    // A network that comes back during an attempt that fails is not to be waited for half a minute longer.
    again.current = true;
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    try {
      while (again.current) {
        again.current = false;
        const rounds: Round[] = [await sendWaiting(), await refreshTasks()];
        setMustSignIn(rounds.includes('sign_in'));
      }
    } finally {
      busy.current = false;
      setBusy(false);
      await read();
    }
  }, [read]);
  useEffect(() => {
    void read().then(sync);
    void keepPage().catch(() => {});
  }, [read, sync]);
  const isWaiting = kept !== null && toSend(kept.findings).length > 0;
  useTriggers(sync, setOnline, isWaiting);
  const keep = useCallback(
    async (finding: KeptFinding) => {
      await keepFinding(finding);
      await read();
      if (finding.state === 'waiting') await sync();
    },
    [read, sync],
  );
  const drop = useCallback(
    async (findingId: string) => {
      await dropFinding(findingId);
      await read();
    },
    [read],
  );
  return { kept, isOnline, isBusy, mustSignIn, sync, keep, drop };
}

/** A network that is back, a page that is looked at again, and time. */
function useTriggers(sync: () => Promise<void>, setOnline: (is: boolean) => void, isWaiting: boolean): void {
  useEffect(() => {
    const changed = () => {
      setOnline(navigator.onLine);
      if (navigator.onLine) void sync();
    };
    const seen = () => {
      if (document.visibilityState === 'visible' && navigator.onLine) void sync();
    };
    globalThis.addEventListener('online', changed);
    globalThis.addEventListener('offline', changed);
    document.addEventListener('visibilitychange', seen);
    return () => {
      globalThis.removeEventListener('online', changed);
      globalThis.removeEventListener('offline', changed);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [sync, setOnline]);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => void sync(), AGAIN);
    return () => clearInterval(timer);
  }, [sync, isWaiting]);
}
