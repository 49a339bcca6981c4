import type { ShareProblem } from '../../../core/export/share-link.ts';
import type { DropProblem } from '../../../core/input/dropped.ts';
import type { MakeLogProblem } from '../../../core/log/invocations.ts';

/** Why something that was to be opened is not, or how it was read otherwise than it stands. Nothing typed is touched by any of them. */
export type InputNotice =
  | DropProblem
  /** `detail`: the browser's own words. */
  | { readonly type: 'sample'; readonly detail: string }
  | { readonly type: 'log-while-running'; readonly name: string }
  | { readonly type: 'link'; readonly problem: ShareProblem }
  | { readonly type: 'invocations'; readonly reason: MakeLogProblem };
