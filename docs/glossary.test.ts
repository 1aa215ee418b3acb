import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Entry {
  readonly term: string;
  readonly chinese: string;
  readonly room: string;
  readonly meaning: string;
  readonly help: string | undefined;
}

const LINE = /^- \{term: ([^,]+), chinese: ([^,]+), room: ([a-z]+), meaning: '([^']+)'(?:, help: '([^']{6,})')?\}$/;
const text = readFileSync(new URL('glossary.yaml', import.meta.url), 'utf8');
const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const entries: readonly Entry[] = lines.map((line) => {
  const [, term = '', chinese = '', room = '', meaning = '', help] = LINE.exec(line) ?? [];
  return { term, chinese, room, meaning, help };
});
const rooms = readdirSync(new URL('../modules', import.meta.url));

test('every line of the glossary names term, Chinese term, room and meaning', () => {
  const unread = lines.filter((line) => !LINE.test(line));
  expect(unread).toEqual([]);
  expect(entries.length).toBeGreaterThan(60);
});

test('one thing, one word: no English and no Chinese term stands twice', () => {
  for (const words of [entries.map((entry) => entry.term), entries.map((entry) => entry.chinese)]) {
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  }
});

test('every room has its words, and no word belongs to a room that does not exist', () => {
  const named = new Set(entries.map((entry) => entry.room));
  expect(rooms.filter((room) => !named.has(room))).toEqual([]);
  expect([...named].filter((room) => room !== 'packages' && !rooms.includes(room))).toEqual([]);
});

test('help is plain Chinese, one sentence or two', () => {
  const helped = entries.flatMap(({ help }) => (help === undefined ? [] : [help]));
  expect(helped.length).toBeGreaterThan(30);
  expect(helped.filter((help) => !/^[^a-z]+。$/.test(help) || help.length > 60)).toEqual([]);
});
