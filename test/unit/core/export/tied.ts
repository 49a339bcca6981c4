import type { RunView } from '../../../../src/core/log/view.ts';
import { methodFor, methodLog, viewOfLog } from '../../../support/method-log.ts';

/** Four passages; the second and the third tie for the first place. */
export const tied: RunView = viewOfLog(
  await methodLog({
    count: 4,
    method: methodFor('first', { strategy: { type: 'single' } }),
    settings: { answerMode: 'first-token' },
    believe: () => [-3, -1, -1, -5],
  }),
);
