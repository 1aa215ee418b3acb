import { expect, test } from 'vitest';
import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { handle } from './bind.ts';
import { buildHttpServer } from './server.ts';
import { EXAMPLE, exampleBindings, exampleOptions } from './testing/example.ts';

type Node = Record<string, unknown>;

const Person = z.object({ id: z.uuid(), born: z.iso.date() }).meta({ id: 'Person' });
const keep = handle(
  endpoint({
    id: 'people.keep',
    method: 'PUT',
    path: '/api/people',
    summary: '保存。',
    access: 'pending',
    body: z.object({ person: Person }),
    answer: Person,
  }),
  async ({ body }) => body.person,
);

async function documented(): Promise<Node> {
  const server = await buildHttpServer(exampleOptions({ bindings: [...exampleBindings, keep] }));
  const answer = await server.inject({ url: '/api/openapi.json', headers: { host: 'localhost' } });
  await server.close();
  return answer.json();
}

/** Every `$ref` of a document. */
function refsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = (node as Node)['$ref'];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(node).flatMap(refsOf)];
}

test('the document is OpenAPI 3.1: every reference resolves, every operation is whole', async () => {
  const document = await documented();
  expect(document['openapi']).toMatch(/^3\.1\./);
  expect(document['info']).toMatchObject({ title: '建家', version: expect.any(String) as string });
  for (const ref of refsOf(document)) {
    expect(ref).toMatch(/^#\//);
    const found = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, part) => (at as Node | undefined)?.[part], document);
    expect(found, ref).toBeTypeOf('object');
  }
  const ids = new Set<unknown>();
  for (const [path, methods] of Object.entries(document['paths'] as Record<string, Record<string, Node>>)) {
    for (const [method, operation] of Object.entries(methods)) {
      expect(['get', 'post', 'put', 'delete']).toContain(method);
      expect(ids.has(operation['operationId'])).toBe(false);
      ids.add(operation['operationId']);
      const parameters = (operation['parameters'] ?? []) as Node[];
      const inPath = parameters
        .filter((parameter) => parameter['in'] === 'path')
        .map(({ name }) => `{${String(name)}}`);
      expect(inPath.sort()).toEqual((path.match(/\{[^}]+\}/g) ?? []).sort());
      expect(parameters.every((parameter) => typeof parameter['schema'] === 'object')).toBe(true);
      const responses = operation['responses'] as Record<string, Node>;
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '4XX']));
      expect(responses['200']?.['description']).toBeTypeOf('string');
    }
  }
});

test('each endpoint is in it: id, summary, room, session', async () => {
  const paths = (await documented())['paths'] as Record<string, Record<string, Node>>;
  for (const declared of Object.values(EXAMPLE)) {
    const path = declared.path.replaceAll(/:(\w+)/g, '{$1}');
    expect(paths[path]?.[declared.method.toLowerCase()]).toMatchObject({
      operationId: declared.id,
      summary: declared.summary,
      tags: [declared.id.split('.')[0]],
      security: declared.access === 'anyone' ? [] : [{ session: [] }],
    });
  }
  expect(Object.keys(paths)).toHaveLength(Object.keys(EXAMPLE).length + 1);
  expect(JSON.stringify(paths['/api/uploads'])).toContain('multipart/form-data');
});

test('it is tidy: one name for one shape, no long patterns, open answers', async () => {
  const document = await documented();
  const { schemas } = document['components'] as { schemas: Node };
  expect(Object.keys(schemas).sort()).toEqual(['Person', 'Problem']);
  const text = JSON.stringify(document);
  expect(text).not.toMatch(/"pattern"|\$schema|PersonInput/);
  const add = (document['paths'] as Record<string, Record<string, Node>>)['/api/unions/{union}/members']?.['post'];
  expect(JSON.stringify(add?.['requestBody'])).toContain('"additionalProperties":false');
  expect(JSON.stringify(add?.['responses'])).not.toContain('additionalProperties');
});
