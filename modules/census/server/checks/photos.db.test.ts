import { Readable } from 'node:stream';
import { testDatabase } from '@jianjia/db/testing';
import type { UploadedPart } from '@jianjia/http';
import { plantForest, signedIn, type SignedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldDeps, plantEmployers, taskFor, typedFinding } from '../../testing/index.ts';
import { addPhoto, showPhoto } from './photos.ts';
import { reportFinding } from './report-finding.ts';

const db = await testDatabase();
let officer: SignedIn;
let walker: SignedIn;
let other: SignedIn;
let finding: string;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

async function* form(content: Buffer, name: string): AsyncGenerator<UploadedPart> {
  yield { kind: 'file', field: 'file', name, content: Readable.from([content], { objectMode: false }) };
}

beforeAll(async () => {
  await plantForest(db.owner);
  await plantEmployers(db.system, [{ name: '甲机械厂', number: 1, employees: 30 }]);
  officer = await signedIn(db, [{ role: 'township_officer', union: 'A11' }]);
  walker = await signedIn(db, [{ role: 'coordinator', union: 'A11' }]);
  other = await signedIn(db, [{ role: 'coordinator', union: 'A11' }]);
  const task = await taskFor(db.owner, fieldDeps(db), officer.acting, walker.accountId, '甲机械厂');
  const reported = typedFinding('present');
  finding = reported.finding_id;
  await reportFinding(walker.acting, task, reported);
});
afterAll(() => db.drop());

test('a photo is kept once, and shown to who found and to who answers for the place', async () => {
  const photo = crypto.randomUUID();
  expect(await addPhoto(walker.acting, finding, photo, form(PNG, 'a.png'))).toEqual({ known: false });
  expect(await addPhoto(walker.acting, finding, photo, form(PNG, 'a.png'))).toEqual({ known: true });
  expect((await showPhoto(walker.acting, photo)).content.equals(PNG)).toBe(true);
  expect((await showPhoto(officer.acting, photo)).kind).toBe('png');
  await expect(showPhoto(other.acting, photo)).rejects.toMatchObject({ id: 'census.noPhoto' });
});

test('what is no picture is refused by its content, whatever its name', async () => {
  const script = Buffer.from('<script>alert(1)</script>');
  const add = (content: Buffer, name: string) =>
    addPhoto(walker.acting, finding, crypto.randomUUID(), form(content, name));
  await expect(add(script, 'a.png')).rejects.toMatchObject({ id: 'http.fileContent' });
  await expect(add(PNG, 'a.jpg')).rejects.toMatchObject({ id: 'http.fileContent' });
  await expect(add(Buffer.from('一,二'), 'a.csv')).rejects.toMatchObject({ id: 'census.notAPhoto' });
  await expect(add(PNG, 'a.exe')).rejects.toMatchObject({ id: 'http.fileKind' });
});

test('three photos and no more, of one’s own findings and of no others', async () => {
  await addPhoto(walker.acting, finding, crypto.randomUUID(), form(PNG, 'b.png'));
  await addPhoto(walker.acting, finding, crypto.randomUUID(), form(PNG, 'c.png'));
  await expect(addPhoto(walker.acting, finding, crypto.randomUUID(), form(PNG, 'd.png'))).rejects.toMatchObject({
    id: 'census.tooManyPhotos',
  });
  for (const { acting } of [other, officer]) {
    await expect(addPhoto(acting, finding, crypto.randomUUID(), form(PNG, 'e.png'))).rejects.toMatchObject({
      id: 'census.noFinding',
    });
  }
});
