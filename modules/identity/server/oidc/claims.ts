/** Who somebody is at another service, proven. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  /** Value of the claim that administrators register. */
  readonly named: string | null;
  readonly phone: string | null;
}
