import { expect, test } from 'vitest';
import { refuseSecrets } from './secrets.ts';

test.each([
  ['id_number', { id_number: '1' }],
  ['phone', { member: { phone: '1' } }],
  ['mobilePhone', { mobilePhone: null }],
  ['newPassword', [{ deep: [{ newPassword: 'x' }] }]],
  ['password_hash', { password_hash: 'x' }],
  ['accessToken', { accessToken: 'x' }],
  ['身份证号', { 会员: { 身份证号: '1' } }],
  ['SECRET', { SECRET: 'x' }],
])('%s never reaches the journal, however deep it lies', (key, value) => {
  expect(() => refuseSecrets(value, 'after')).toThrow(`after.`);
  expect(() => refuseSecrets(value, 'after')).toThrow(key);
});

test('other keys, and such words as values, do', () => {
  expect(() => refuseSecrets({ name: 'phone', secret_ballot: true, tokens_left: 1, idType: 'resident' }, 'after'))
    .not //
    .toThrow();
  expect(() => refuseSecrets('password', 'after')).not.toThrow();
  expect(() => refuseSecrets(undefined, 'after')).not.toThrow();
});
