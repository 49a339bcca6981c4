export * from './depth.ts';
export * from './documents.ts';
export * from './long-list.ts';
export * from './offline.ts';
export * from './opened.ts';
export * from './problems.ts';
export * from './reader.ts';
