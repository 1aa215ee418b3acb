import type { ZodObject, ZodType } from 'zod';

/** `area:action`, such as `people:read`. Which there are, and who has them where, is kept by the room identity. */
export type Permission = `${string}:${string}`;

/**
 * Who may call: `anyone`; `pending`, a session that may still owe a step (second factor, new password); `session`, a
 * whole session; or a permission its account has somewhere. Where it has it is decided row by row in the database.
 */
export type Access = 'anyone' | 'pending' | 'session' | Permission;

/** One operation of the HTTP interface, declared once: route, checks, OpenAPI and typed client come from it. */
export interface Endpoint {
  /** An address: `identity.signIn` is an act of the room identity. Also the operationId of OpenAPI. */
  readonly id: `${string}.${string}`;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Fastify notation: `/api/unions/:union/members`. */
  readonly path: `/api/${string}`;
  /** What it does, one Chinese sentence. */
  readonly summary: string;
  readonly access: Access;
  readonly params?: ZodObject;
  readonly query?: ZodObject;
  readonly body?: ZodObject;
  readonly answer: ZodType;
  /** Guessing must be slow: few calls per address and minute. */
  readonly guarded?: true;
}

/** Declares an endpoint; identity, but it checks the shape and keeps the literal types. */
export function endpoint<const E extends Endpoint>(declared: E): E {
  return declared;
}
