import { z } from 'zod';

/** A step a session owes; `whole` owes nothing. */
export const stageShape = z.enum(['second_factor', 'new_password', 'enrol_factor', 'whole']);

/** What a step of signing in answers; the token travels in a cookie only. */
export const stepShape = z.strictObject({ stage: stageShape, expires: z.iso.datetime() });

export const doneShape = z.strictObject({ done: z.literal(true) });

// Whoever is wrong about a length of a secret learns nothing from a schema that the act would not say.
export const passwordShape = z.string().min(1).max(400);
export const loginShape = z.string().min(1).max(128);
export const nameShape = z.string().trim().min(1).max(64);
export const tokenShape = z.string().min(1).max(128);
export const reasonShape = z.string().trim().max(500);
export const titleShape = z.string().trim().min(1).max(40);
export const accountParams = z.strictObject({ account: z.uuid() });

/** A one-time link; shown once. */
export const linkShape = z.strictObject({ token: z.string(), expires: z.iso.datetime() });

const bytes = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[\w-]*$/);
const credential = {
  id: bytes(1400).min(1),
  rawId: bytes(1400).min(1),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).exactOptional(),
  // What extensions answer is not used.
  clientExtensionResults: z.record(z.string().max(64), z.unknown()).transform(() => ({})),
};

/** What the browser's credentials API answers when a passkey is made. */
export const registrationResponseShape = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: bytes(4000),
    attestationObject: bytes(20_000),
    authenticatorData: bytes(8000).exactOptional(),
    transports: z.array(z.string().max(32)).max(10).exactOptional(),
    publicKeyAlgorithm: z.number().int().exactOptional(),
    publicKey: bytes(8000).exactOptional(),
  }),
});

/** What it answers when one is used. */
export const authenticationResponseShape = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: bytes(4000),
    authenticatorData: bytes(8000),
    signature: bytes(4000),
    userHandle: bytes(200).exactOptional(),
  }),
});

/** Options for the browser's credentials API, and the challenge to come back with. */
export const passkeyOptionsShape = z.strictObject({
  challengeId: z.uuid(),
  options: z.record(z.string(), z.unknown()),
});

/** An answer of the credentials API to a challenge. */
export const passkeyAnswerShape = z.strictObject({ challengeId: z.uuid(), response: authenticationResponseShape });
