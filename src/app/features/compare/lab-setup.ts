import type { HistoryProblem } from '../../storage/history-problem.ts';
import type { Experiments } from '../../storage/experiments.ts';
import type { HistoryUsage } from '../../storage/history.ts';
import type { Result } from '../../../core/result.ts';
import type { AppAction } from '../../page/action.ts';
import type { AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import type { FirstStageActions } from '../instant/first-stage-actions.ts';
import type { PageActions } from '../run/page-actions.ts';

/** What experiments need of the page. */
export interface LabSetup {
  readonly store: Store<AppState, AppAction>;
  readonly page: Pick<PageActions, 'borrow' | 'chooseModel'>;
  readonly experiments: Experiments;
  readonly usage: () => Promise<Result<HistoryUsage, HistoryProblem>>;
  readonly requestFor: FirstStageActions['requestFor'];
  readonly newId: () => string;
  readonly isoNow: () => string;
  readonly appVersion: string;
  /** In hex. */
  readonly sha256: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  readonly save: (file: { readonly name: string; readonly mime: string; readonly text: string }) => void;
}
