import type { ExportActions } from './export-actions.ts';
import type { FirstStageActions } from './first-stage-actions.ts';
import type { HistoryActions } from './history-actions.ts';
import type { LabActions } from './lab-actions.ts';
import type { LensActions } from './lens-actions.ts';
import type { OpenActions } from './open-actions.ts';
import type { PageActions } from './page-actions.ts';

/** Everything that views can ask of the page beyond editing its state. */
export type AppActions = PageActions &
  OpenActions &
  ExportActions & {
    readonly firstStage: FirstStageActions;
    readonly history: HistoryActions;
    readonly lab: LabActions;
    readonly lenses: LensActions;
  };
