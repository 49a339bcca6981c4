import { useEffect } from 'react';
import type { ReplayAction } from './replay-action.ts';

/** A page that was hidden, or hung, goes on from where it stopped: what it missed is not leapt over. */
const MOST_PER_FRAME_MS = 250;

/** Tells the time to a log that plays, once a frame. */
export function usePlayback(playing: boolean, dispatch: (action: ReplayAction) => void): void {
  useEffect(() => {
    if (!playing) return undefined;
    let last: number | null = null;
    let frame = requestAnimationFrame(step);
    function step(now: number): void {
      if (last !== null && now > last) dispatch({ type: 'replay-tick', elapsedMs: Math.min(now - last, MOST_PER_FRAME_MS) });
      last = now;
      frame = requestAnimationFrame(step);
    }
    return () => cancelAnimationFrame(frame);
  }, [playing, dispatch]);
}
