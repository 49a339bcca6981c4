export * from './problems.ts';
export * from './reader.ts';
