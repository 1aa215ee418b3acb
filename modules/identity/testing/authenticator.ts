import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { cbor } from './cbor.ts';

/** How a test lets an authenticator or a browser misbehave. */
export interface Misbehaviour {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** The device has verified its user; default true. */
  readonly verified?: boolean;
  readonly counter?: number;
  /** Signs with another key than was registered. */
  readonly foreignKey?: boolean;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

/** A passkey in software (ES256): what browser and device do together, for tests. */
export class Authenticator {
  readonly id = randomBytes(32).toString('base64url');
  counter = 0;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #site: { readonly origin: string; readonly rpId: string };

  constructor(site: { readonly origin: string; readonly rpId: string }) {
    this.#site = site;
  }

  /** Answers the options of a registration. */
  register(options: { readonly challenge: string }, how: Misbehaviour = {}): RegistrationResponseJSON {
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, this.#coseKey()]);
    const authData = Buffer.concat([this.#data(ATTESTED, how), attested]);
    const attestation = new Map<string, string | Buffer | Map<string, string>>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: this.#clientData('webauthn.create', options.challenge, how).toString('base64url'),
        attestationObject: cbor(attestation).toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** Answers the options of a sign-in. */
  signIn(options: { readonly challenge: string }, how: Misbehaviour = {}): AuthenticationResponseJSON {
    this.counter += 1;
    const authData = this.#data(0, how);
    const clientData = this.#clientData('webauthn.get', options.challenge, how);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    const key = how.foreignKey ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : this.#keys.privateKey;
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, key).toString('base64url'),
      },
    };
  }

  #data(flags: number, how: Misbehaviour): Buffer {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags | PRESENT | ((how.verified ?? true) ? VERIFIED : 0));
    head.writeUInt32BE(how.counter ?? this.counter, 1);
    const rpIdHash = createHash('sha256')
      .update(how.rpId ?? this.#site.rpId)
      .digest();
    return Buffer.concat([rpIdHash, head]);
  }

  #clientData(type: string, challenge: string, how: Misbehaviour): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge: how.challenge ?? challenge, origin: how.origin ?? this.#site.origin }),
    );
  }

  /** COSE_Key: EC2, ES256, P-256, x, y. */
  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    return cbor(
      new Map<number, number | Buffer>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
  }
}
