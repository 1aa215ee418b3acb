import type { Acting, Source } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';

/** Who does something, and with which eyes: a request with its caller's, a command of the machine with the system's. */
export interface Doer {
  readonly source: Source;
  readonly actor: Actor;
}

/** A request's caller. */
export function doerOf(acting: Acting): Doer {
  return { source: acting, actor: acting.actor };
}

/** SQL: the doer may write for the federation in `column`. Commands of the machine may for all. */
export function mayWrite(column: string): string {
  return may('census:write', column);
}

/** SQL: the doer may deliver to the federation in `column`. */
export function maySend(column: string): string {
  return may('census:send', column);
}

function may(permission: string, column: string): string {
  return `(current_user = 'jianjia_system' or identity.may('${permission}', ${column}))`;
}
