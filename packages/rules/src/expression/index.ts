export * from './ast.ts';
export { ExpressionError } from './tokens.ts';
export * from './parse.ts';
export * from './evaluate.ts';
export * from './sql.ts';
export * from './chinese.ts';
export * from './substitute.ts';
