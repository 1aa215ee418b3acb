import { expect, test } from 'vitest';
import type { Endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { signInHandlers } from '../server/endpoints/index.ts';
import { accountEndpoints, factorEndpoints, oidcEndpoints, signInEndpoints } from './index.ts';

const declared: readonly Endpoint[] = [accountEndpoints, factorEndpoints, oidcEndpoints, signInEndpoints].flatMap(
  (endpoints) => Object.values<Endpoint>(endpoints),
);

test('every declared endpoint is answered once', () => {
  const answered = signInHandlers.map(({ endpoint }) => endpoint.id);
  expect([...answered].sort()).toEqual(declared.map(({ id }) => id).sort());
  expect(new Set(answered).size).toBe(answered.length);
  const routes = declared.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':x')}`);
  expect(new Set(routes).size).toBe(routes.length);
});

test('the key in the door is the verb of the address', () => {
  for (const endpoints of [accountEndpoints, factorEndpoints, oidcEndpoints, signInEndpoints]) {
    for (const [key, { id }] of Object.entries<Endpoint>(endpoints)) expect(id).toBe(`identity.${key}`);
  }
});

test.each(declared.map((endpoint) => [endpoint.id, endpoint] as const))(
  '%s is declared as it should be',
  (_id, one) => {
    expect(one.summary).toMatch(/^[\p{Script=Han}，、：（）“”]+$/u);
    // Whatever may be called by strangers with something to guess is slow to guess.
    if (one.access === 'anyone' && one.method !== 'GET') expect(one.guarded).toBe(true);
    expect([...one.path.matchAll(/:(\w+)/g)].map((match) => match[1])).toEqual(Object.keys(one.params?.shape ?? {}));
    if (one.body) {
      expect(z.toJSONSchema(one.body, { io: 'input' })).toMatchObject({ type: 'object', additionalProperties: false });
      expect(one.body.safeParse({ 'x-more': 1 }).success).toBe(false);
    }
    expect(z.toJSONSchema(one.answer)).toBeTypeOf('object');
  },
);

test('what is too long is refused before anything is hashed', () => {
  const body = signInEndpoints.signIn.body;
  expect(body.safeParse({ login: 'a'.repeat(128), password: 'x'.repeat(400) }).success).toBe(true);
  expect(body.safeParse({ login: 'a'.repeat(129), password: 'x' }).success).toBe(false);
  expect(body.safeParse({ login: 'a', password: 'x'.repeat(401) }).success).toBe(false);
  expect(body.safeParse({ login: 'a', password: ['x'] }).success).toBe(false);
  expect(body.safeParse({ login: 'a', password: 'x', stage: 'whole' }).success).toBe(false);
});

test('the second step takes one of code and recovery code', () => {
  const body = signInEndpoints.signInSecondFactor.body;
  expect(body.safeParse({ code: '123456' }).success).toBe(true);
  expect(body.safeParse({ recoveryCode: 'abcd' }).success).toBe(true);
  expect(body.safeParse({}).success).toBe(false);
  expect(body.safeParse({ code: '123456', recoveryCode: 'abcd' }).success).toBe(false);
});
