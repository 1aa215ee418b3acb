const NO = 'A111-p';

/** What holds the planted member of A111 after leaving: what it is, a part of the sentence about it, and its SQL. */
export const HOLDING: readonly (readonly [string, string, string])[] = [
  [
    'an open hardship file',
    '困难职工档案',
    `insert into care.hardship (case_no, union_id, member_no, level, opened_on) values ('k', public.id('A111'), '${NO}', 'deep', '2015-01-01')`,
  ],
  [
    'a hardship file closed a day too late',
    '困难职工档案',
    `insert into care.hardship (case_no, union_id, member_no, level, opened_on, closed_on) values ('k', public.id('A111'), '${NO}', 'deep', '2015-01-01', '2016-11-26')`,
  ],
  [
    'an open dispute at the employer',
    '劳动争议',
    `insert into care.dispute (dispute_no, uscc, union_id, kind, occurred_on) select 'x', uscc, union_id, 'wage_arrears', '2015-06-01' from people.member where member_no = '${NO}'`,
  ],
  ['a post', '工会职务', `update people.officer set until = null where member_no = '${NO}'`],
  [
    'an account in use',
    '停用账号',
    `insert into identity.account (login, name, member_no) values ('in-use', 'x', '${NO}')`,
  ],
];
