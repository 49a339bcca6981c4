import type { InferOutput } from 'valibot';
import { ERRORS } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import { count, fields, maybe, oneOf, only, text } from '../schema.ts';

// Who answers a run, and what a run tells that was broken off and went on.

/** What exactly answered: enough to repeat the run. */
export const modelIdentity = fields({
  id: text,
  /** sha256 (hex) of the model's manifest.json, which holds the hash of every file. */
  manifestSha256: text,
  /** Library file that ran, e.g. `gpu.wasm` or `software.wasm`. */
  library: text,
  template: text,
  engine: text,
  adapter: text,
  /** Absent: all token numbers of the run are the model's own counts. */
  tokens: maybe(only('estimated')),
});
export type ModelIdentity = InferOutput<typeof modelIdentity>;

/** The run was broken off behind so many finished windows, and went on there: what had been written of the next one was written anew. */
export const RunResumed = fields({
  type: only('run-resumed'),
  after: count,
  /** page-left: the page was left, or it crashed. Else the error that broke it off. */
  reason: oneOf(['page-left', ...(Object.keys(ERRORS) as readonly ErrorCode[])]),
  /** What answers from here on, where the same weights run on something else than before. Absent: nothing has changed. */
  model: maybe(modelIdentity),
});
