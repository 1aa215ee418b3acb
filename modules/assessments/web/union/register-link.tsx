import { PlaceLink } from '@jianjia/ui';
import type { ReactNode } from 'react';
import { registerPlace } from './places.ts';

interface Props {
  readonly register: string;
  readonly union: string;
  readonly children: ReactNode;
}

/** A link to where a register is kept. */
export function RegisterLink({ register, union, children }: Props) {
  const { to, drawn } = registerPlace(register, union);
  return drawn ? <a href={to}>{children}</a> : <PlaceLink to={to}>{children}</PlaceLink>;
}
