import { expect, test } from 'vitest';
import { exportNo, fetchableUntil, stateOf } from './export-state.ts';
import { exportWatermark, watermarkText } from './watermark.ts';

const AT = new Date('2026-11-25T16:30:00Z');

test('a request is open for seven days and can be fetched for one; ends are not included', () => {
  const day = (days: number): Date => new Date(AT.getTime() + days * 86_400_000);
  const open = { requestedAt: AT, decision: null, expiresAt: null, fetches: 0 };
  expect([0, 6.99, 7].map((days) => stateOf(open, day(days)))).toEqual(['open', 'open', 'lapsed']);
  const approved = { ...open, decision: 'approved', expiresAt: fetchableUntil(AT) } as const;
  expect([0, 0.99, 1].map((days) => stateOf(approved, day(days)))).toEqual(['approved', 'approved', 'expired']);
  expect([2, 3].map((fetches) => stateOf({ ...approved, fetches }, AT))).toEqual(['approved', 'used']);
  expect(stateOf({ ...open, decision: 'refused' }, AT)).toBe('refused');
});

test('numbers and watermarks carry the day and minute in China', () => {
  expect(exportNo(AT, 12)).toBe('20261126-0012');
  expect(exportNo(AT, 123456)).toBe('20261126-123456');
  const viewer = { name: '王芳', login: 'wangfang', reach: '县级工会干部：示例区总工会及以下' };
  expect(watermarkText(viewer, AT)).toBe('王芳（wangfang） 县级工会干部：示例区总工会及以下 2026-11-26 00:30');
  expect(watermarkText({ ...viewer, name: '王芳（wangfang）', union: '示例区总工会' }, AT)).toBe(
    '王芳（wangfang） 示例区总工会 2026-11-26 00:30',
  );
});

test('however long reach and purpose are, number, time and warning stay on the printed line', () => {
  const viewer = { name: '王'.repeat(64), login: 'w'.repeat(64), reach: '县'.repeat(500) };
  const [header, footer] = exportWatermark(viewer, AT, '20261126-0012', '用\n'.repeat(250));
  expect(header.length).toBeLessThanOrEqual(250);
  expect(header).toMatch(/ 2026-11-26 00:30 导出编号 20261126-0012$/);
  expect(footer).toMatch(/^仅限用 用 .+…使用，请勿外传$/);
});
