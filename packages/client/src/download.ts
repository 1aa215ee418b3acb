import { problemOf, unreachable } from './problem.ts';

/** A file of the service, whole. */
export interface Downloaded {
  readonly name: string;
  readonly content: Blob;
}

export interface Downloading {
  readonly signal: AbortSignal;
  /** Called as bytes arrive, with how many there are so far. */
  onBytes(bytes: number): void;
}

/**
 * Fetches a file to be saved, so that a refusal is a problem with its sentence and not a page of its own.
 * @throws ClientProblem where the service refuses or cannot be reached; DOMException AbortError where it was left
 */
export async function download(address: string, { signal, onBytes }: Downloading): Promise<Downloaded> {
  const response = await fetch(address, { credentials: 'same-origin', signal }).catch(told);
  if (!response.ok) throw await problemOf(response);
  const pieces: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read().catch(told);
    if (!piece || piece.done) break;
    pieces.push(piece.value);
    bytes += piece.value.length;
    onBytes(bytes);
  }
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  return { name: nameIn(response.headers.get('content-disposition') ?? ''), content: new Blob(pieces, { type }) };
}

function told(error: unknown): never {
  throw error instanceof DOMException && error.name === 'AbortError' ? error : unreachable();
}

/** The name of RFC 5987. */
function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded === undefined ? 'download' : decodeURIComponent(encoded);
}
