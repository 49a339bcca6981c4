import type { HistoryProblem } from '../../history/history-problem.ts';
import type { Experiments } from '../../history/open-experiments.ts';
import type { HistoryUsage } from '../../history/open-history.ts';
import type { Result } from '../../rank/result.ts';
import type { AppAction } from '../../state/app-action.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Store } from '../../state/create-store.ts';
import type { FirstStageActions } from './first-stage-actions.ts';
import type { PageActions } from './page-actions.ts';

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
