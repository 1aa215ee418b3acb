/** A row of a register as linkage reads it. */
export interface EmployerRecord {
  /** Unlike any other within its register. */
  readonly id: string;
  /** As the register writes it; may be empty or hold anything. */
  readonly name: string;
  /** Unified social credit code as the register writes it, right or wrong. */
  readonly uscc?: string;
  /** A code or the name of the division where the employer is registered. */
  readonly division?: string;
  readonly address?: string;
  readonly formerNames?: readonly string[];
  readonly phone?: string;
  /** 法定代表人 or the person in charge. */
  readonly representative?: string;
}
