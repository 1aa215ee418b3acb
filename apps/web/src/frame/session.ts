import { useAnswer } from '@jianjia/client';
import { signInEndpoints } from '@jianjia/identity/contract';

/** Who is signed in, and what he or she may do; where, the service decides row by row. */
export function useSession() {
  const { data } = useAnswer(signInEndpoints.currentSession, {});
  const session = data?.session ?? null;
  const permissions = new Set(session?.permissions);
  return { session, may: (...wanted: readonly string[]) => wanted.some((permission) => permissions.has(permission)) };
}
