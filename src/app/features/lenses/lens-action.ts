import type { LikelihoodAnswer } from '../../../core/run/text-model.ts';
import type { ModelIdentity, RunEvent, RunSettings } from '../../../core/log/run-event.ts';
import type { LensEnd, LensForm, LensName, LensPlan, RunsLens } from './lens-view.ts';

/** What happens to the lenses. */
export type LensAction =
  | { readonly type: 'lens-edit'; readonly change: Partial<LensForm> }
  | { readonly type: 'lens-begin'; readonly plan: LensPlan; readonly settings: RunSettings }
  | { readonly type: 'lens-model'; readonly lens: LensName; readonly model: ModelIdentity }
  | { readonly type: 'lens-run-begin'; readonly lens: RunsLens; readonly key: string }
  /** `events`: a whole log, run-end last. */
  | { readonly type: 'lens-run-end'; readonly lens: RunsLens; readonly key: string; readonly events: readonly RunEvent[] }
  | { readonly type: 'lens-answer'; readonly answer: LikelihoodAnswer; readonly tookMs: number }
  | { readonly type: 'lens-stop' }
  | { readonly type: 'lens-end'; readonly lens: LensName; readonly end: LensEnd };
