import { expect, it } from 'vitest';
import { decimal } from '../scheme/decimal.ts';
import { parameterAt } from './parameters.ts';

const parameter = {
  id: 'rate',
  title: '签订率考核值',
  values: [
    { from: '2024-01-01', value: decimal('80%') },
    { from: '2025-01-01', until: '2025-12-31', value: decimal('85%') },
  ],
};
const settings = [
  { parameter: 'rate', union: 'city', from: '2025-01-01', value: decimal('90%') },
  { parameter: 'rate', union: 'county', from: '2025-07-01', until: '2025-12-31', value: decimal('88%') },
];

it('takes the nearest superior, then the scheme, by dates', () => {
  const at = (day: string, superiors: readonly string[]) => parameterAt(parameter, settings, superiors, day)?.p;
  expect(at('2025-08-01', ['county', 'city'])).toBe(88);
  expect(at('2025-12-31', ['county', 'city'])).toBe(88);
  expect(at('2026-01-01', ['county', 'city'])).toBe(90);
  expect(at('2025-06-30', ['county', 'city'])).toBe(90);
  expect(at('2024-06-30', ['county', 'city'])).toBe(80);
  expect(at('2025-06-30', ['elsewhere'])).toBe(85);
  expect(at('2026-06-30', ['elsewhere'])).toBe(80);
  expect(at('2023-06-30', ['elsewhere'])).toBeUndefined();
});
