import type { RankRequest } from '../../rank-request.ts';

/** One run of a lens. `key` is unique in its plan and says what is varied. */
export interface LensRun {
  readonly key: string;
  readonly request: RankRequest;
}
