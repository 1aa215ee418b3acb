/**
 * Tables of some hundred numbers have rows beyond 2 kB; without this PostgreSQL would move their few texts out of line
 * one by one, which costs more than all the rest.
 */
export const WIDE = 'with (toast_tuple_target = 8160)';
