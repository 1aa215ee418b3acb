import type { ZodObject, ZodType } from 'zod';

/** `area:action`, such as `people:read`. Which there are, and who has them where, is kept by the room identity. */
export type Permission = `${string}:${string}`;

/**
 * Who may call: `anyone`; `pending`, a session that may still owe a step (second factor, new password); `session`, a
 * whole session; or a permission its account has somewhere. Where it has it is decided row by row in the database.
 */
export type Access = 'anyone' | 'pending' | 'session' | Permission;

/** What a form with files may bring; it is read as a stream and never kept in memory. */
export interface UploadLimits {
  /** Of each file. */
  readonly maxBytes: number;
  /** Default 1. */
  readonly maxFiles?: number;
  /** Text fields beside the files; default 20. */
  readonly maxFields?: number;
}

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
  /** Bytes of a JSON body; default 256 kB. */
  readonly bodyLimit?: number;
  /** Takes `multipart/form-data` and nothing else; then there is no `body`. */
  readonly upload?: UploadLimits;
}

/** Declares an endpoint; identity, but it checks the shape and keeps the literal types. */
export function endpoint<const E extends Endpoint>(declared: E): E {
  return declared;
}
