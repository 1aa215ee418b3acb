import { expect, test } from 'vitest';
import { readBoundaries } from './boundaries.ts';

const ring = [
  [111.5, 40.8],
  [111.6, 40.8],
  [111.6, 40.9],
  [111.5, 40.8],
];
const geometry = { type: 'MultiPolygon', coordinates: [[ring]] };

function read(...features: readonly object[]) {
  const text = JSON.stringify({
    type: 'FeatureCollection',
    features: features.map((feature) => ({ type: 'Feature', geometry, ...feature })),
  });
  return readBoundaries(text).features.map(({ properties }) => properties);
}

test.each([
  [
    'a number',
    { properties: { adcode: 150103, name: '回民区', level: 'district', parent: { adcode: 150100 } } },
    '150103',
  ],
  ['the id of the feature', { id: '150103', properties: { name: '回民区', center: [111.6, 40.8] } }, '150103'],
  ['the id as a number', { id: 150103, properties: { name: '回民区' } }, '150103'],
  ['the map service of the state', { properties: { gb: '156150103', name: '回民区' } }, '150103'],
  ['surveyors', { properties: { XZQDM: '150103', XZQMC: '回民区' } }, '150103'],
  ['a prefecture', { properties: { adcode: '150100', name: '呼和浩特市' } }, '1501'],
  ['a township', { properties: { code: '150103001', name: '新华西路街道' } }, '150103001'],
  ['a running number', { id: 'feature-7', properties: { name: '回民区' } }, ''],
  ['nothing', { properties: { name: '回民区' } }, ''],
])('a division is told by %s', (_told, feature, code) => {
  const [read0] = read(feature);
  expect(read0?.code).toBe(code);
  expect(read0?.name).not.toBe('');
});

test('what is not a boundary is refused whole', () => {
  expect(() => readBoundaries('var map = {}')).toThrow(SyntaxError);
  expect(() => readBoundaries('{"type":"Topology"}')).toThrow('FeatureCollection');
  // As old versions of a chart library pack them.
  const packed = { type: 'Polygon', coordinates: ['@@ab'], encodeOffsets: [[128194, 51014]] };
  expect(() => read({ id: '1507', properties: { name: '呼伦贝尔市' }, geometry: packed })).toThrow('coordinates');
});
