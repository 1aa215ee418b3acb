import { useAnswer } from '@jianjia/client';
import { signInEndpoints } from '@jianjia/identity/contract';
import type { Permission } from '@jianjia/kernel';

/** Whether the account has a permission anywhere; where, the service decides row by row. */
export function useMay(): (permission: Permission) => boolean {
  const { data } = useAnswer(signInEndpoints.currentSession, {});
  const held = new Set(data?.session?.permissions);
  return (permission) => held.has(permission);
}
