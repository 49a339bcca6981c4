import type { InputDraft } from './slice.ts';
import { useEffect, useState } from 'react';
import { isLongInput } from './reading.ts';

/** Typing into a long text rests this long before it is read. */
const REST_MS = 250;

/** The input as it is to be read and shown: at once where that is quick, else when typing rests and the browser has a moment. */
export function useSettledInput(input: InputDraft): InputDraft {
  const [settled, setSettled] = useState(input);
  const waits = isLongInput(input) !== 'no' && input.passages !== settled.passages;
  // Set while rendering: the next long text is then held against the newest one that was read.
  if (!waits && settled !== input) setSettled(input);
  useEffect(() => {
    if (!waits) return undefined;
    let idle = 0;
    // Safari has no requestIdleCallback.
    const timer = setTimeout(() => {
      if ('requestIdleCallback' in globalThis) idle = requestIdleCallback(() => setSettled(input), { timeout: 500 });
      else setSettled(input);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      if (idle !== 0) cancelIdleCallback(idle);
    };
  }, [waits, input]);
  return waits ? settled : input;
}
