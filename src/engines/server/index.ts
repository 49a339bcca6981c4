/** A model behind an OpenAI-compatible server, for `rerank()` in Node and in pages. */
export { connectServer, readAddress } from './connect.ts';
export type { ServerConnection, ServerOptions } from './connect.ts';
export { describeServerError, ServerFailure } from './failure.ts';
export { PATIENCE } from './http.ts';
export type { ServerPatience, ServerWorld } from './http.ts';
export type { GrammarWay, ServerFacts, ServerKind } from './probe.ts';
