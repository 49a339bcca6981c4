import { PRESETS } from '../../../core/preset/built-in.ts';
import { methodOf } from '../../../core/run/method.ts';
import type { AppActions } from '../../page/actions.ts';
import type { AppAction } from '../../page/state.ts';
import { SAMPLES } from '../input/samples.tsx';

/** A list to go on with, and how it is asked: what a lesson yields, and what `?sample=…&preset=…` names. */
export interface TakenList {
  /** Of `public/samples`. */
  readonly sample: string;
  /** Of the built-in prompts; absent or null: the model's own. */
  readonly preset?: string | null;
}

/** Opens a sample in the workbench, with a published prompt where one is named; answers are then read freely, as its authors read them. A name that nothing has is passed over. */
export async function takeList(
  { sample, preset }: TakenList,
  { open, dispatch }: { readonly open: Pick<AppActions['open'], 'openSample'>; readonly dispatch: (action: AppAction) => void },
): Promise<void> {
  if (SAMPLES.some((id) => id === sample)) await open.openSample(sample);
  const chosen = PRESETS.find(({ id }) => id === preset);
  if (chosen !== undefined) dispatch({ type: 'method-choose', method: methodOf(chosen), answerMode: 'free' });
}
