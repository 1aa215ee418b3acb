import { hash, parseOptions, verify } from '@node-rs/argon2';
import { foldPassword } from '../../domain/password.ts';

/**
 * OWASP's parameters for argon2id (the library's default kind): 19 MiB, two passes, one lane. They stand in every hash,
 * so raising them here re-hashes at the next sign-in.
 */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time whether there is a hash or not; without one it is never true. */
  matches(hash: string | null, password: string): Promise<boolean>;
  /** Whether a hash was made with less than is asked today. */
  isWeak(hash: string): boolean;
}

/** Hashing with argon2id. */
export function argon2Passwords(parameters: typeof PARAMETERS | HashParameters = PARAMETERS): Passwords {
  let nobodys: Promise<string> | null = null;
  return {
    hash: (password) => hash(foldPassword(password), parameters),
    async matches(kept, password) {
      // Waited for in any case: else the first unknown name after a start would take longer.
      const nobody = await (nobodys ??= hash('没有这个账号', parameters));
      const right = await verify(kept ?? nobody, foldPassword(password)).catch(() => false);
      return right && kept !== null;
    },
    isWeak(kept) {
      const used = parseOptions(kept);
      return used.memoryCost < parameters.memoryCost || used.timeCost < parameters.timeCost;
    },
  };
}

export interface HashParameters {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}
