import type { Endpoint } from '@jianjia/kernel';
import { addressOf } from './call.ts';
import type { AnswerOf, InputOf } from './input.ts';
import { type ClientProblem, problemOf, unreachable } from './problem.ts';

/** A form with one file. */
export interface UploadedForm {
  /** Sent before the file, in this order. */
  readonly fields: Readonly<Record<string, string>>;
  readonly file: File;
}

export interface Uploading {
  readonly signal: AbortSignal;
  /** Called as bytes leave, with the share of the file that has. */
  onShare(share: number): void;
}

/**
 * Sends a file to an endpoint that takes one, and reads its answer. Not by `fetch`, which does not tell how much has left.
 * @throws ClientProblem where the service refuses or cannot be reached; DOMException AbortError where it was left
 */
export function upload<const E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { fields, file }: UploadedForm,
  { signal, onShare }: Uploading,
): Promise<AnswerOf<E>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise<AnswerOf<E>>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(endpoint.method, addressOf(endpoint, input));
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(endpoint.answer.parse(JSON.parse(request.responseText)) as AnswerOf<E>);
      } else {
        void problemIn(request).then(reject);
      }
    });
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('abort', () => reject(new DOMException('left', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function problemIn({ responseText, status }: XMLHttpRequest): Promise<ClientProblem> {
  return problemOf(new Response(responseText, { status }));
}
