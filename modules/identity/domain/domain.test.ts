import { describe, expect, test } from 'vitest';
import { ACCOUNT_PATIENCE, type Failures, addressSubject, countGuess, minutesUntil } from './back-off.ts';
import { foldLogin, foldPhone, isLogin } from './login.ts';
import { passwordFault } from './password.ts';
import { stageOf } from './stage.ts';
import { isWalk, repeats } from './walks.ts';

const NOW = new Date('2026-11-25T08:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('logins', () => {
  test.each([
    ['ＺＨＡＮＧ．Ｓａｎ', 'zhang.san'],
    ['  Li_Si-7 ', 'li_si-7'],
    ['张三', '张三'],
  ])('%s is folded and may be one', (typed, folded) => {
    expect(foldLogin(typed)).toBe(folded);
    expect(isLogin(folded)).toBe(true);
  });
  test.each(['a', 'a b', '', '13800138000', 'a'.repeat(65), "x'--", '张三\u0000', 'а̀дмин', 'tab\tx', '張\u202e三'])(
    '%j may be none',
    (typed) => expect(isLogin(foldLogin(typed))).toBe(false),
  );
  test('64 letters are the most', () => expect(isLogin('a'.repeat(64))).toBe(true));
  test.each([
    ['138 0013-8000', '13800138000'],
    ['+86 13800138000', '13800138000'],
    ['0086-13800138000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['12800138000', null],
    ['1380013800', null],
    ['138001380000', null],
    ['8613800138', null],
  ])('the phone %s is %s', (typed, phone) => expect(foldPhone(typed)).toBe(phone));
});

describe('passwords', () => {
  const common = new Set(['password', 'woaini', 'dragon', 'zhangwei']);
  const fault = (password: string, login = 'wangxm') => passwordFault(password, login, (text) => common.has(text));
  test('nine characters are too few, ten are enough, 200 are the most', () => {
    expect(fault('窗外的雨下了一整夜')).toBe('short');
    expect(fault('窗外的雨下了一整夜呢')).toBeNull();
    const long =
      '窗外雨声'.repeat(3) + Array.from({ length: 188 }, (_, n) => String.fromCodePoint(0x4e00 + n * 7)).join('');
    expect(fault(long)).toBeNull();
    expect(fault(`${long}了`)).toBe('long');
  });
  test('characters beyond 16 bits count once', () => expect(fault('😀😁😂🤣😃')).toBe('short'));
  test('the login may not stand in it, folded; one of two letters may', () => {
    expect(fault('XX-WangXM-kjhg', 'wangxm')).toBe('login');
    expect(fault('liverpool-lunch-li', 'li')).toBeNull();
  });
  test.each([
    ['Password2026'],
    ['woaini19900101'],
    ['P@ssw0rd!!2026'],
    ['123dragon456'],
    ['13800138000'],
    ['110101199003077578'],
    ['1qaz2wsx3edc'],
    ['qwertyuiop'],
    ['asdfghjkl123'],
    ['0987654321'],
    ['aaaaaaaaaaaa'],
    ['abcabcabcabc'],
    ['19900101001'],
    ['zhangwei13800138000'.slice(0, 16)],
  ])('%s is what is tried first', (password) => expect(fault(password)).toBe('common'));
  test.each([['correct horse battery'], ['mutong-duanqiao-7'], ['kT9$vbn2Lqw0x']])('%s is not', (password) =>
    expect(fault(password)).toBeNull(),
  );
  test('walks and repeats', () => {
    expect(isWalk('qwe')).toBe(true);
    expect(isWalk('qw')).toBe(false);
    expect(isWalk('')).toBe(true);
    expect(repeats('1234123412')).toBe(true);
    expect(repeats('1234123413')).toBe(false);
  });
});

describe('back-off', () => {
  function fail(kept: Failures | null, at: Date): Failures {
    const counted = countGuess(kept, at, ACCOUNT_PATIENCE);
    if (!counted.allowed) throw new Error('blocked');
    return counted.next;
  }
  test('five are free, then 1, 2, 4 … minutes, at most an hour', () => {
    let kept: Failures | null = null;
    let at = NOW;
    const delays: number[] = [];
    for (let n = 0; n < 14; n += 1) {
      kept = fail(kept, at);
      delays.push((kept.blockedUntil.getTime() - at.getTime()) / 60_000);
      at = kept.blockedUntil;
    }
    expect(delays).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
  });
  test('blocked until the moment, not at it', () => {
    const kept: Failures = { failures: 5, lastAt: NOW, blockedUntil: later(1) };
    expect(countGuess(kept, new Date(later(1).getTime() - 1), ACCOUNT_PATIENCE).allowed).toBe(false);
    expect(countGuess(kept, later(1), ACCOUNT_PATIENCE).allowed).toBe(true);
  });
  test('forgotten after a quiet day, not at it', () => {
    const kept: Failures = { failures: 9, lastAt: NOW, blockedUntil: NOW };
    expect(fail(kept, later(24 * 60)).failures).toBe(10);
    expect(fail(kept, new Date(later(24 * 60).getTime() + 1)).failures).toBe(1);
  });
  test('thousands of failures do not overflow', () => {
    const next = fail({ failures: 2_000_000, lastAt: NOW, blockedUntil: NOW }, later(1));
    expect(next.blockedUntil).toEqual(later(61));
  });
  test('minutes to wait are rounded up', () => {
    expect(minutesUntil(later(1), NOW)).toBe(1);
    expect(minutesUntil(new Date(later(1).getTime() + 1), NOW)).toBe(2);
    expect(minutesUntil(NOW, NOW)).toBe(1);
  });
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:0:1:ffff::7', '2001:db8:0:1::/64'],
    ['2001:0DB8::1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is counted as %s', (address, subject) => expect(addressSubject(address)).toBe(subject));
});

describe('stages', () => {
  const owes = (hasFactor: boolean, factorShown: boolean, temporaryPassword: boolean, mustHaveFactor: boolean) =>
    stageOf({ hasFactor, factorShown, temporaryPassword, mustHaveFactor });
  test('in order: factor, password, enrolment', () => {
    expect(owes(true, false, true, true)).toBe('second_factor');
    expect(owes(true, true, true, true)).toBe('new_password');
    expect(owes(false, false, true, true)).toBe('new_password');
    expect(owes(false, false, false, true)).toBe('enrol_factor');
    expect(owes(true, true, false, true)).toBe('whole');
    expect(owes(false, false, false, false)).toBe('whole');
  });
  test('a factor one need not have is asked all the same', () => {
    expect(owes(true, false, false, false)).toBe('second_factor');
  });
});
