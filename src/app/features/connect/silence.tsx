import { useEffect, useState } from 'react';
import type { JSX } from 'react';
import { usePage } from '../../page/use-page.ts';
import type { AppState } from '../../page/state.ts';
import { useConnectWords } from './words.ts';

/** Whoever waits for a server wants to know by then that nothing has come. */
const SILENT_MS = 10_000;

/** True once a moment has lasted for ten seconds; null: nothing is waited for. */
export function useSilence(moment: string | null, silentMs: number = SILENT_MS): boolean {
  const [silent, setSilent] = useState<string | null>(null);
  useEffect(() => {
    if (moment === null) return undefined;
    const timer = setTimeout(() => setSilent(moment), silentMs);
    return () => clearTimeout(timer);
  }, [moment, silentMs]);
  return moment !== null && silent === moment;
}

/** Changes with every word of the server; null while nothing is asked of it. */
function selectMoment({ phase, run }: Pick<AppState, 'phase' | 'run'>): string | null {
  if (phase.type !== 'running' || run === null || run.runId !== phase.runId) return null;
  return `${run.runId} ${run.lastSeq}`;
}

/** Says of a run that the server has sent nothing for a while, as long as that lasts. */
export function RunSilence(): JSX.Element | null {
  const words = useConnectWords().line;
  const silent = useSilence(usePage(selectMoment));
  return silent ? (
    <p className="server-silent" role="status">
      {words.silent}
    </p>
  ) : null;
}
