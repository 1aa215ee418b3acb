import type { Readable } from 'node:stream';
import type { Endpoint } from '@jianjia/kernel';
import type { output, ZodObject } from 'zod';
import type { SessionActor } from './actor.ts';
import type { UploadedPart } from './uploads.ts';

type Empty = Readonly<Record<string, never>>;
type Parsed<E, K extends string, Absent> = E extends { readonly [key in K]: infer S extends ZodObject }
  ? output<S>
  : Absent;

/** What an endpoint answers, as its handler returns it. */
export type AnswerOf<E extends Endpoint> = output<E['answer']>;

/** A file to be saved by the caller. */
export interface SentFile {
  readonly name: string;
  /** Media type, such as `text/csv; charset=utf-8`. */
  readonly type: string;
  readonly content: Readable | Buffer;
}

/** What `redirect` and `sendFile` give, to be returned instead of an answer. */
export class Sent {
  readonly what: { readonly location: string } | { readonly file: SentFile };

  constructor(what: Sent['what']) {
    this.what = what;
  }
}

/** What every handler gets, of endpoints and of pages. */
export interface Caller {
  /** Null only where the access is `anyone` or `pending` and nobody is signed in. */
  readonly actor: SessionActor | null;
  readonly sessionToken: string | null;
  readonly requestId: string;
  readonly address: string;
  readonly agent: string;
  readonly now: Date;
  setSession(token: string, expires: Date): void;
  clearSession(): void;
  /** The token of a one-time link that this browser opened at this page; see `holdLink`. */
  readonly heldLink: string | null;
  /**
   * Keeps the token of a one-time link for half an hour in a cookie of one page, so that it leaves the address, where the
   * history of the browser and logs on the way keep it.
   */
  holdLink(page: `/${string}`, token: string): void;
  dropLink(page: `/${string}`): void;
  /** To a place of this service (`/unions`) or, for single sign-on, to an https address. */
  redirect(url: string): Sent;
  sendFile(file: SentFile): Sent;
}

/** One call of an endpoint, parsed by its schemas. */
export interface Call<E extends Endpoint> extends Caller {
  readonly params: Parsed<E, 'params', Empty>;
  readonly query: Parsed<E, 'query', Empty>;
  readonly body: Parsed<E, 'body', undefined>;
  /** The parts of the form in their order, for endpoints with `upload`; each file is read before the next part. */
  readonly files: AsyncIterable<UploadedPart>;
}
