import type { Endpoint } from '@jianjia/kernel';
import type { input, output, ZodObject } from 'zod';

type PartOf = 'params' | 'query' | 'body';
// What an input without any part is.
// eslint-disable-next-line typescript/no-generated-empty-object-type
type None = Record<never, never>;

/** A part that may be left out where its schema asks for nothing. */
type Part<E, K extends PartOf> = E extends { readonly [key in K]: infer S extends ZodObject }
  ? None extends input<S>
    ? { readonly [key in K]?: input<S> | undefined }
    : { readonly [key in K]: input<S> }
  : { readonly [key in K]?: never };

/** What a call of an endpoint takes, as its schemas accept it: `{ params, query, body }`, each where the endpoint has it. */
export type InputOf<E extends Endpoint> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>;

/** What an endpoint answers. */
export type AnswerOf<E extends Endpoint> = output<E['answer']>;

/** The parts of any call, for code that treats all endpoints alike. */
export interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
}
