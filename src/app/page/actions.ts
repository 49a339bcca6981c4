import type { ExportActions } from '../features/export/controller.ts';
import type { FirstStageActions } from '../features/instant/controller.ts';
import type { GalleryActions } from '../features/gallery/controller.ts';
import type { HistoryActions } from '../features/history/controller.ts';
import type { CompareActions } from '../features/compare/controller.ts';
import type { RecoveryActions } from '../features/recovery/controller.ts';
import type { LensActions } from '../features/lenses/controller.ts';
import type { OpenActions } from '../features/input/controller.ts';
import type { PageActions } from '../features/run/controller.ts';
import type { RescueActions } from './rescue.ts';

/** Everything that views can ask of the page beyond editing its state. */
export type AppActions = PageActions & {
  readonly open: OpenActions;
  readonly exports: ExportActions;
  readonly firstStage: FirstStageActions;
  readonly gallery: GalleryActions;
  readonly history: HistoryActions;
  readonly compare: CompareActions;
  readonly lenses: LensActions;
  readonly recovery: RecoveryActions;
  /** Loads the page anew with the version that waits. */
  readonly updatePage: () => void;
  /** For when the page, or what is typed on it, could not be drawn or kept. */
  readonly rescue: RescueActions;
};
