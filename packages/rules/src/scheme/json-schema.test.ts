import { expect, it } from 'vitest';
import { jsonSchemas } from './json-schema.ts';

const folder = new URL('../../../../standards/schema/', import.meta.url).pathname;

it.each(['scheme', 'track'] as const)(
  'keeps standards/schema/%s.schema.json current (vitest -u writes it)',
  async (name) => {
    const text = `${JSON.stringify(jsonSchemas()[name], null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`${decodeURI(folder)}${name}.schema.json`);
  },
);

it('describes keys in Chinese and refuses unknown ones', () => {
  const text = JSON.stringify(jsonSchemas().track);
  expect(text).toContain('"additionalProperties":false');
  expect(text).toContain('适用条件');
});
