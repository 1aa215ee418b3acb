import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
import { sniff, type UploadedPart } from '@jianjia/http';
import { MAX_PHOTO_BYTES, MOST_PHOTOS } from '../../contract/index.ts';
import { actingUnion } from './acting-union.ts';
import { problems } from './problems.ts';

interface Photo {
  readonly kind: 'png' | 'jpeg';
  readonly content: Buffer;
}

/**
 * Keeps a photo of one's own finding. Sent twice, it is kept once.
 * @throws Problem census.noFinding, census.notAPhoto, census.tooManyPhotos, and what `sniff` throws
 */
export async function addPhoto(
  acting: Acting,
  findingId: string,
  photoId: string,
  files: AsyncIterable<UploadedPart>,
): Promise<{ readonly known: boolean }> {
  const photo = await readPhoto(files);
  return inTransaction(acting, async (client) => {
    const found = await client.query<{ task_id: string; photos: number; known: boolean }>(
      `select f.task_id, (select count(*)::integer from census.photo p where p.finding_id = f.finding_id) as photos,
         exists (select from census.photo p where p.finding_id = f.finding_id and p.photo_id = $2) as known
       from census.finding f where f.finding_id = $1 and f.found_by = identity.actor_id()`,
      [findingId, photoId],
    );
    const [finding] = found.rows;
    if (!finding) throw problems.noFinding();
    if (finding.known) return { known: true };
    if (finding.photos >= MOST_PHOTOS) throw problems.tooManyPhotos(MOST_PHOTOS);
    const added = await client.query(
      `insert into census.photo (photo_id, finding_id, kind, content) values ($1, $2, $3, $4) on conflict (photo_id) do nothing`,
      [photoId, findingId, photo.kind, photo.content],
    );
    if (added.rowCount === 0) throw problems.otherFinding();
    await writeJournal(client, acting.actor, {
      act: 'census.addPhoto',
      unionId: await actingUnion(client, 'census:check'),
      subject: `census/tasks/${finding.task_id}`,
      after: { photo: photoId, bytes: photo.content.length },
    });
    return { known: false };
  });
}

async function readPhoto(files: AsyncIterable<UploadedPart>): Promise<Photo> {
  let photo: Photo | null = null;
  for await (const part of files) {
    if (part.kind !== 'file') continue;
    const { kind, content } = await sniff(part.content, part.name);
    const pieces: Buffer[] = [];
    for await (const piece of content as AsyncIterable<Buffer>) pieces.push(piece);
    if (kind !== 'png' && kind !== 'jpeg') throw problems.notAPhoto();
    photo = { kind, content: Buffer.concat(pieces) };
  }
  if (photo === null || photo.content.length === 0 || photo.content.length > MAX_PHOTO_BYTES)
    throw problems.notAPhoto();
  return photo;
}

/** A photo within reach. Throws Problem census.noPhoto. */
export async function showPhoto(acting: Acting, photoId: string): Promise<Photo> {
  return inTransaction(
    acting,
    async (client) => {
      const found = await client.query<Photo>('select kind, content from census.photo where photo_id = $1', [photoId]);
      const [photo] = found.rows;
      if (!photo) throw problems.noPhoto();
      return photo;
    },
    { readOnly: true },
  );
}
