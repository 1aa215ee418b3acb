type Node = Record<string, unknown>;

/** Long patterns that say no more than the format beside them. */
const SPELLED_FORMATS = new Set(['uuid', 'date', 'date-time', 'email', 'time', 'duration']);

/**
 * What the generators leave behind: patterns beside formats, closed answers (a client must bear a new field), two names
 * for one shape; and the problem answers that every operation has.
 */
export function tidyDocument(document: Node, problem: Node): Node {
  const tidied = structuredClone(document);
  for (const [, methods] of entriesOf(tidied['paths'])) {
    for (const [, operation] of entriesOf(methods)) tidyOperation(operation);
  }
  walk(tidied, (node) => {
    if (typeof node['format'] === 'string' && SPELLED_FORMATS.has(node['format'])) delete node['pattern'];
    if ('$schema' in node) delete node['$schema'];
  });
  const components = (tidied['components'] ??= {}) as Node;
  const schemas = (components['schemas'] ??= {}) as Node;
  walk(schemas, (node) => {
    // Shapes say for themselves what they refuse; the closed ones are only those of bodies.
    if (node['additionalProperties'] === false) delete node['additionalProperties'];
  });
  mergeTwins(tidied, schemas);
  dropUnused(tidied, schemas);
  schemas['Problem'] = problem;
  components['responses'] = {
    Problem: {
      description: '没有执行，并说明原因和下一步',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
  return tidied;
}

function tidyOperation(operation: Node): void {
  const responses = (operation['responses'] ??= {}) as Node;
  walk(responses, (node) => {
    if (node['additionalProperties'] === false) delete node['additionalProperties'];
  });
  for (const [status, response] of entriesOf(responses)) {
    if (response['description'] === 'Default Response') response['description'] = status === '200' ? '成功' : status;
  }
  responses['4XX'] = { $ref: '#/components/responses/Problem' };
  responses['5XX'] = { $ref: '#/components/responses/Problem' };
}

/** `Member` and `MemberInput` with the same content become `Member`. */
function mergeTwins(document: Node, schemas: Node): void {
  for (const name of Object.keys(schemas)) {
    const twin = `${name}Input`;
    if (!(twin in schemas)) continue;
    const [from, to] = [`#/components/schemas/${twin}`, `#/components/schemas/${name}`];
    const content = (node: unknown): string => JSON.stringify(node).replaceAll(`"${from}"`, `"${to}"`);
    if (content(schemas[twin]) !== content(schemas[name])) continue;
    delete schemas[twin];
    walk(document, (node) => {
      if (node['$ref'] === from) node['$ref'] = to;
    });
  }
}

/** The registry of shapes is the process's: it also holds those of endpoints that this server does not have. */
function dropUnused(document: Node, schemas: Node): void {
  for (;;) {
    const used = new Set<unknown>();
    walk(document, (node) => used.add(node['$ref']));
    const unused = Object.keys(schemas).filter((name) => !used.has(`#/components/schemas/${name}`));
    if (unused.length === 0) return;
    for (const name of unused) delete schemas[name];
  }
}

function entriesOf(node: unknown): [string, Node][] {
  return Object.entries((node ?? {}) as Record<string, Node>);
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) visit(node as Node);
  for (const inner of Object.values(node)) walk(inner, visit);
}
