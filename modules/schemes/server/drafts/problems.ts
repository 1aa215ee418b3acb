import { Problem } from '@jianjia/kernel';

/** Not found and not within reach are one and the same to who asks. */
export const problems = {
  noScheme: (scheme: string) =>
    new Problem('schemes.noScheme', 'missing', `没有名为“${scheme}”的标准。请从标准列表中选择。`),
  noDraft: () => new Problem('schemes.noDraft', 'missing', '没有这份草案，或它不在您的范围内。请从草案列表中选择。'),
  noUnion: () =>
    new Problem('schemes.noUnion', 'missing', '没有这个工会，或您不能为它起草标准。请在自己的范围内选择工会。'),
  mayNotDelete: () => new Problem('schemes.mayNotDelete', 'forbidden', '没有删除这份草案的权限。请让起草的工会删除。'),
} as const;
