export { type Algorithm, ALGORITHMS, algorithmNamed, OVERHEAD } from './ciphers.ts';
export { DEMO_CONTENT } from './demo.ts';
export { type KeyInfo, Keyring } from './keyring.ts';
export { cipherOf, demoKeyring, initKeyring, keysPath, type KeyringOptions, openKeyring } from './open.ts';
export { canonical, lastFour, masked, maskIdNumber, maskPhone, type SealedKind } from './search.ts';
