/**
 * Who acts: what row policies and the journal need to know. A request's actor comes from its session; a command's is the
 * operator of this machine.
 */
export interface Actor {
  /** The account; null for the operator of the machine and for nobody. */
  readonly accountId: string | null;
  /** As the journal names the actor, in Chinese. */
  readonly name: string;
  /** How far the actor reaches, as the journal names it, in Chinese. */
  readonly reach: string;
  /** What row policies know the actor by; null sees nothing through the application role. */
  readonly ticket: string | null;
  /** The request or command this happens in, a UUID. */
  readonly requestId: string;
}
