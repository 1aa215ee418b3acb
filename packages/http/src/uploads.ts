import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { UploadLimits } from '@jianjia/kernel';
import { Refusal } from './sentences.ts';
import { isStorable } from './text-check.ts';

/** One part of a form with files. */
export type UploadedPart =
  | { readonly kind: 'field'; readonly field: string; readonly value: string }
  | {
      readonly kind: 'file';
      readonly field: string;
      /** As the browser named it, without folders; only to be shown. */
      readonly name: string;
      /** Ends with an error at the size limit. */
      readonly content: Readable;
    };

const MAX_FIELD_BYTES = 64 * 1024;

/** In a context of its own: elsewhere `multipart/form-data` stays a format nobody accepts. */
export async function addMultipart(context: FastifyInstance): Promise<void> {
  await context.register(multipart, { throwFileSizeLimit: true });
}

/** The parts of the form, read as they come. */
export async function* partsOf(request: FastifyRequest, limits: UploadLimits): AsyncGenerator<UploadedPart> {
  if (!request.isMultipart()) {
    throw new Refusal(415, 'http.noForm', '这里要用表单上传文件。请从页面上选择文件后提交。');
  }
  try {
    yield* readParts(request, limits);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    // Left early: the rest of the request flows by unread, or the connection would stay stuck in the middle of it.
    request.raw.unpipe().resume();
  }
}

async function* readParts(request: FastifyRequest, limits: UploadLimits): AsyncGenerator<UploadedPart> {
  const [maxFiles, maxFields] = [limits.maxFiles ?? 1, limits.maxFields ?? 20];
  const parts = request.parts({
    limits: {
      fileSize: limits.maxBytes,
      files: maxFiles,
      fields: maxFields,
      parts: maxFiles + maxFields,
      fieldSize: MAX_FIELD_BYTES,
      fieldNameSize: 100,
      headerPairs: 20,
    },
  });
  for await (const part of parts) {
    if (part.type === 'file') {
      yield { kind: 'file', field: part.fieldname, name: plainName(part.filename), content: readable(part.file) };
      if (!part.file.readableEnded) part.file.resume();
      continue;
    }
    const { value } = part;
    if (typeof value !== 'string' || part.valueTruncated || part.fieldnameTruncated || !isStorable(value)) {
      throw new Refusal(422, 'http.invalid', '表单里有一栏的内容不对或太长，没有执行。请改正后重新提交。');
    }
    yield { kind: 'field', field: part.fieldname, value };
  }
}

/** The parser's complaints about a form are the sender's fault, and come without a status. */
function asRefusal(error: unknown): unknown {
  const status = (error as { readonly statusCode?: unknown } | null)?.statusCode;
  if (error instanceof Refusal || typeof status === 'number') return error;
  return new Refusal(400, 'http.brokenForm', '上传的内容不完整，没有接收。可能是网络中断。请重新选择文件后提交。');
}

/** A file whose faults are told like those of the form. */
function readable(file: Readable): Readable {
  async function* chunks(): AsyncGenerator<Buffer> {
    try {
      yield* file as AsyncIterable<Buffer>;
    } catch (error) {
      throw asRefusal(error);
    }
  }
  // What nobody reads must still flow by, or the next part never comes.
  return Readable.from(chunks(), { objectMode: false }).once('close', () => file.resume());
}

/** Without folders, control characters and marks that turn the direction of writing. */
function plainName(name: string | undefined): string {
  const last = (name ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  const plain = last.replaceAll(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, '').trim();
  return plain === '' ? '未命名' : plain.slice(-120);
}
