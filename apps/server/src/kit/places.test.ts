import { expect, test } from 'vitest';
import { localPath } from './places.ts';

test.each(['/', '/accounts', '/unions/WORKS?as_of=2026-11-21&show=unmet', '/journal#x', '/members/DM%20001', '/signs'])(
  '%j is a place of ours',
  (path) => {
    expect(localPath(path)).toBe(path);
  },
);

test.each([
  ['another host', '//evil.example'],
  ['another host, as browsers read it', '/\\evil.example'],
  ['another host further on', '/a\\..\\evil.example'],
  ['a whole address', 'https://evil.example/'],
  ['a script', 'javascript:alert(1)'],
  ['no begin', 'accounts'],
  ['a control character that browsers drop', '/\t/evil.example'],
  ['a line', '/a\nset-cookie: x'],
  ['Chinese that was not encoded', '/工会'],
  ['signing in, which would go round', '/sign-in/password'],
  ['signing in', '/sign-in?to=/'],
  ['signing out', '/sign-out'],
  ['JSON', '/api/session'],
  ['too long', `/${'a'.repeat(400)}`],
  ['nothing', null],
])('%s leads to the first page', (_what, path) => {
  expect(localPath(path)).toBe('/');
});
