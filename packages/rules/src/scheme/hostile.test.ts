import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadSchemes, noFormulaChecks } from './load.ts';

const root = new URL('../../../../standards/examples/wangchuan/', import.meta.url);
const names = ['scheme.yaml', 'enterprise.yaml', 'township.yaml', 'programme.yaml', 'source.txt'] as const;
const texts = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, root), 'utf8')] as const));

const SCRAPS = [
  'null',
  '[]',
  '{}',
  '- x',
  ': ',
  '"',
  '&a',
  '*a',
  '!!js',
  '\t',
  '\0',
  '-1',
  '1e9',
  '{ parameter: x }',
  '__proto__: 1',
  '~',
  '\n---\n',
  '99999999999999999999',
  'none',
];

it('answers any damage to any file with sentences, never with a crash', () => {
  let refused = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 60 }),
      fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ maxLength: 12 })),
      (name, at, length, scrap) => {
        const text = texts[name] ?? '';
        const start = Math.floor(at * text.length);
        const damaged = text.slice(0, start) + scrap + text.slice(start + length);
        const { errors } = loadSchemes([{ folder: 'damaged', files: { ...texts, [name]: damaged } }], noFormulaChecks);
        if (errors.length > 0) refused++;
        for (const error of errors) {
          expect(error.line).toBeGreaterThan(0);
          expect(error.column).toBeGreaterThan(0);
          expect(error.sentence).toMatch(/[\u4e00-\u9fff].*。$/su);
        }
      },
    ),
    { numRuns: 80 },
  );
  expect(refused).toBeGreaterThan(25);
}, 60_000);
