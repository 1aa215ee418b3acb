import { expect, test } from 'vitest';
import { changesOf, changesText, readChanges, type Row } from './changes-text.ts';

const ROWS: readonly Row[] = [
  { item: 'join-rate', thresholds: { at_least: '85.5%' }, mandatory: false },
  { item: 'mechanism', thresholds: { 'any.0.at_least': '2', 'any.1.at_least': '90%' } },
  { item: 'meetings', thresholds: {} },
  { item: 'plan', thresholds: {}, mandatory: true },
];

test('the changes come back from the URL as they went there', () => {
  const search = new URLSearchParams({ change: changesText(ROWS) });
  expect(readChanges(new URLSearchParams(search.toString()).get('change') ?? '')).toEqual(ROWS);
});

test('what a mistyped link says is left out', () => {
  expect(readChanges(undefined)).toEqual([]);
  expect(readChanges(',,x:at_least:=:sometimes,x:at_least=1')).toEqual([{ item: 'x', thresholds: { '': '' } }]);
});

test('the service gets the whole ids, and nothing of a row without changes', () => {
  expect(changesOf(ROWS, 'hohhot', 'enterprise')).toEqual([
    { indicator: 'hohhot.enterprise.join-rate', place: 'at_least', threshold: '85.5%' },
    { indicator: 'hohhot.enterprise.join-rate', mandatory: false },
    { indicator: 'hohhot.enterprise.mechanism', place: 'any.0.at_least', threshold: '2' },
    { indicator: 'hohhot.enterprise.mechanism', place: 'any.1.at_least', threshold: '90%' },
    { indicator: 'hohhot.enterprise.plan', mandatory: true },
  ]);
});
