import { useEffect, useRef, useState } from 'react';

/** Milliseconds since this run id was first seen, ticking while `running`. For figures on screen only: the log has its own times. */
export function useRunClock(runId: string | null, running: boolean): number {
  const start = useRef<{ readonly runId: string; readonly at: number } | null>(null);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (runId === null || !running) return undefined;
    if (start.current?.runId !== runId) start.current = { runId, at: performance.now() };
    const { at } = start.current;
    const tick = (): void => setNow(performance.now() - at);
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [runId, running]);
  return running ? now : 0;
}
