/** A problem as the service told it (RFC 9457), or that it could not be reached. */
export class ClientProblem extends Error {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Where the sentence lives, such as `assessments.noScheme`. */
  readonly type: string;
  readonly title: string;
  /** The request's id, to be told to the maintainers. */
  readonly instance: string | null;
  readonly errors: readonly { readonly path: string; readonly message: string }[];

  constructor(told: {
    readonly status: number;
    readonly type: string;
    readonly title: string;
    readonly detail: string;
    readonly instance?: string | undefined;
    readonly errors?: ClientProblem['errors'] | undefined;
  }) {
    super(told.detail);
    this.name = 'ClientProblem';
    this.status = told.status;
    this.type = told.type;
    this.title = told.title;
    this.instance = told.instance ?? null;
    this.errors = told.errors ?? [];
  }
}

/** The problem behind an answer that is no success; a body that is no problem+json gets a sentence of ours. */
export async function problemOf(response: Response): Promise<ClientProblem> {
  const { status } = response;
  const told = (await response.json().catch(() => null)) as Partial<Record<string, unknown>> | null;
  const text = (key: string): string | undefined => {
    const value = told?.[key];
    return typeof value === 'string' ? value : undefined;
  };
  return new ClientProblem({
    status,
    type: text('type') ?? 'client.noProblem',
    title: text('title') ?? '没有成功',
    detail: text('detail') ?? `服务没有给出说明（状态 ${status}）。请稍后再试；一直这样时请告诉管理员。`,
    instance: text('instance'),
    errors: told?.['errors'] as ClientProblem['errors'] | undefined,
  });
}

/** Where no answer came at all. */
export function unreachable(): ClientProblem {
  return new ClientProblem({
    status: 0,
    type: 'client.unreachable',
    title: '连不上服务',
    detail: '没有收到服务的答复。请检查网络，然后重试；填好的内容还在。',
  });
}
