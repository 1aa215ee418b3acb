import { MAX_PHOTO_BYTES } from '../../contract/index.ts';

/** Pixels of the longer side, and qualities tried until it is small enough. */
const LONGEST = 1600;
const QUALITIES = [0.8, 0.6, 0.4, 0.25] as const;

/**
 * Makes a photo small: a JPEG of at most 1600 pixels and 1 MB. Drawing it anew also leaves behind what the camera wrote beside the
 * picture, such as its place.
 * @throws Error where it is no picture
 */
export async function smallPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const factor = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * factor));
  canvas.height = Math.max(1, Math.round(picture.height * factor));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (made !== null && made.size <= MAX_PHOTO_BYTES) return made;
  }
  throw new Error('the photo does not get small enough');
}

/** A photo as an address that a page may show: its policy allows no others. */
export function dataAddress(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(content);
  });
}
