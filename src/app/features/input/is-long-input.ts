import type { InputDraft } from '../../page/state.ts';

/** From this many characters on reading takes longer than a frame: it waits until typing rests. */
const LONG = 40_000;
/** From this many characters on a text field that shows all of them stutters: a summary stands for it. */
const HUGE = 200_000;

/** How much there is to read: `long` is read when typing rests, `huge` is shown as a summary. */
export function isLongInput({ passages, files }: Pick<InputDraft, 'passages' | 'files'>): 'no' | 'long' | 'huge' {
  const size = files.length > 0 ? files.reduce((sum, { text }) => sum + text.length, 0) : passages.length;
  return size >= HUGE ? 'huge' : size >= LONG ? 'long' : 'no';
}
