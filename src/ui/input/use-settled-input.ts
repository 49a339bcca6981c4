import { useEffect, useReducer, useRef } from 'react';
import type { InputDraft } from '../../state/app-state.ts';
import { isLongInput } from '../../state/is-long-input.ts';

/** Typing into a long text rests this long before it is read. */
const REST_MS = 250;

/** The input as it is to be read and shown: at once where that is quick, else when typing rests and the browser has a moment. */
export function useSettledInput(input: InputDraft): InputDraft {
  const settled = useRef(input);
  const [, showAgain] = useReducer((count: number) => count + 1, 0);
  const waits = isLongInput(input) !== 'no' && input.passages !== settled.current.passages;
  if (!waits) settled.current = input;
  useEffect(() => {
    if (!waits) return undefined;
    const settle = (): void => {
      settled.current = input;
      showAgain();
    };
    let idle = 0;
    // Safari has no requestIdleCallback.
    const timer = setTimeout(() => {
      if ('requestIdleCallback' in globalThis) idle = requestIdleCallback(settle, { timeout: 500 });
      else settle();
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      if (idle !== 0) cancelIdleCallback(idle);
    };
  }, [waits, input]);
  return settled.current;
}
