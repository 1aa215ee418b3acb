import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Algorithm, ALGORITHMS, dataCipher, gcm, KEY_BYTES, OVERHEAD } from './ciphers.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const cipher = (algorithm: Algorithm, version = 1, fill = 7) =>
  dataCipher(version, algorithm, Buffer.alloc(KEY_BYTES[algorithm], fill));

/** Published vectors: key, nonce, additional data, plain text, ciphertext, tag. */
const VECTORS: readonly (readonly [name: string, algorithm: Algorithm, parts: readonly string[]])[] = [
  [
    'AES-256-GCM, McGrew and Viega (NIST) test case 16',
    'aes-256-gcm',
    [
      'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
      'cafebabefacedbaddecaf888',
      'feedfacedeadbeeffeedfacedeadbeefabaddad2',
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
        '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
        '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
      '76fc6ece0f4e1768cddf8853bb2d551b',
    ],
  ],
  [
    'SM4-GCM, RFC 8998 A.1',
    'sm4-gcm',
    [
      '0123456789abcdeffedcba9876543210',
      '00001234567800000000abcd',
      'feedfacedeadbeeffeedfacedeadbeefabaddad2',
      'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd' +
        'eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa',
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735' +
        'd82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d',
      '83de3541e4c2b58177e065a9bf7b62ec',
    ],
  ],
];

test.each(VECTORS)('the published vector holds both ways: %s', (_name, algorithm, parts) => {
  const [key, nonce, context, plain, text, tag] = parts.map(hex) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
  const whole = Buffer.concat([Buffer.alloc(3), nonce, text, tag]);
  const { encrypt, decrypt } = gcm(algorithm, key);
  expect(decrypt(whole, context).toString('hex')).toBe(plain.toString('hex'));
  const made = Buffer.concat([Buffer.alloc(3), nonce, Buffer.alloc(text.length + tag.length)]);
  encrypt(made, plain, context);
  expect(made.toString('hex')).toBe(whole.toString('hex'));
});

test('the published vector of zeros opens in the stored format (AES-256-GCM, test case 14)', () => {
  const sealed = hex(
    '01 0001 000000000000000000000000 cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919',
  );
  expect(dataCipher(1, 'aes-256-gcm', Buffer.alloc(32)).open(sealed, '')).toBe('\0'.repeat(16));
});

describe.each(ALGORITHMS)('%s', (algorithm) => {
  it('opens what it sealed, for any text and context', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 0xffff }), (plain, context, version) => {
        const own = cipher(algorithm, version);
        const sealed = own.seal(plain, context);
        expect(sealed).toHaveLength(Buffer.byteLength(plain) + OVERHEAD);
        expect(own.open(sealed, context)).toBe(plain);
      }),
    );
  });

  it('refuses a value in which any one bit of any byte was changed, or that was cut', () => {
    const own = cipher(algorithm);
    const sealed = own.seal('11010519491231002X', 'people.member.id_number/M001');
    for (let index = 0; index < sealed.length; index++) {
      for (const bit of [1, 128]) {
        const changed = Buffer.from(sealed);
        changed[index] = (changed[index] ?? 0) ^ bit;
        expect(() => own.open(changed, 'people.member.id_number/M001'), `byte ${index}`).toThrow('验证不通过');
      }
      expect(() => own.open(sealed.subarray(0, index), 'people.member.id_number/M001')).toThrow('验证不通过');
    }
  });

  it('refuses a value under another context and under another key, and does not tell it', () => {
    const sealed = cipher(algorithm).seal('13800005678', 'people.member.phone/M001');
    for (const open of [
      () => cipher(algorithm).open(sealed, 'people.member.phone/M002'),
      () => cipher(algorithm).open(sealed, 'people.member.id_number/M001'),
      () => cipher(algorithm, 1, 8).open(sealed, 'people.member.phone/M001'),
    ]) {
      expect(open).toThrow(expect.objectContaining({ id: 'vault.notOpened' }));
    }
  });

  it('never takes a nonce twice', () => {
    const own = cipher(algorithm);
    const nonces = Array.from({ length: 3000 }, () => own.seal('', '').subarray(3, 15).toString('hex'));
    expect(new Set(nonces).size).toBe(nonces.length);
  });
});
