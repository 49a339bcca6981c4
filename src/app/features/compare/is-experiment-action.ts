import type { AppAction } from '../../page/action.ts';
import type { ExperimentAction } from './reduce-experiment.ts';

export function isExperimentAction(action: AppAction): action is ExperimentAction {
  return action.type.startsWith('experiment-');
}
