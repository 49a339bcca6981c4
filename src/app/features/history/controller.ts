import { parseLogFile, toLogFile } from '../../../core/log/file.ts';
import type { HistoryProblem } from '../../storage/database.ts';
import type { History } from '../../storage/history.ts';
import type { Result } from '../../../core/request.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import type { ComparedRuns } from './slice.ts';
import type { ParsedLogFile } from '../../../core/log/file.ts';
import { reduceLog } from '../../../core/log/view.ts';
import { openLog } from '../input/open-log.ts';

export { openHistory } from '../../storage/history.ts';

export interface HistorySetup {
  readonly store: Store<AppState, AppAction>;
  readonly history: History;
  readonly appVersion: string;
  readonly isoNow: () => string;
}

/** What a person can do with the runs kept in this browser. Troubles are said in the history's panel; none touches the page. */
export interface HistoryActions {
  /** Reads the list, and from now on keeps every run that ends, unless that is switched off. */
  start(): Promise<void>;
  /** Keeps the run on stage, also one that was opened from elsewhere. */
  keep(): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
  reopen(id: string): Promise<void>;
  /** Puts the two chosen runs side by side. */
  compare(): Promise<void>;
}

export function createHistoryActions({ store, history, appVersion, isoNow }: HistorySetup): HistoryActions {
  let keptRunId: string | null = null;

  const tell = <T>(result: Result<T, HistoryProblem>): result is { readonly ok: true; readonly value: T } => {
    if (!result.ok) store.dispatch({ type: 'history-trouble', trouble: result.error });
    return result.ok;
  };

  const refresh = async (): Promise<void> => {
    const [list, usage] = await Promise.all([history.list(), history.usage()]);
    if (!tell(list) || !tell(usage)) return;
    const { bytes, siteBytes, quotaBytes } = usage.value;
    store.dispatch({ type: 'history-list', runs: list.value, bytes, siteBytes, quotaBytes });
  };

  const keep = async (): Promise<void> => {
    const { log, run } = store.getState();
    if (run === null) return;
    const file = toLogFile({ log, appVersion, exportedAt: isoNow() });
    if (tell(await history.save(file, run.request.query.text))) await refresh();
  };

  const keepEnded = (): void => {
    const { run, opened, preferences } = store.getState();
    if (run === null || run.outcome === null || opened !== null || run.runId === keptRunId) return;
    keptRunId = run.runId;
    if (preferences.keepRuns) void keep();
  };

  const read = async (id: string): Promise<(ParsedLogFile & { readonly name: string }) | null> => {
    const loaded = await history.load(id);
    if (!tell(loaded)) return null;
    const parsed = parseLogFile(loaded.value.text);
    if (parsed.ok) return { ...parsed.value, name: loaded.value.entry.name };
    const [problem = null] = parsed.error;
    store.dispatch({ type: 'history-trouble', trouble: { code: 'unreadable', problem } });
    return null;
  };

  const compared = async (id: string): Promise<ComparedRuns['a'] | null> => {
    const found = await read(id);
    const run = found === null ? null : reduceLog(found.file.events);
    return found === null || run === null ? null : { name: found.name, run };
  };

  return {
    async start() {
      store.subscribe(keepEnded);
      keepEnded();
      await refresh();
    },
    keep,
    async rename(id, name) {
      if (tell(await history.rename(id, name))) await refresh();
    },
    async remove(id) {
      if (tell(await history.remove(id))) await refresh();
    },
    async removeAll() {
      if (tell(await history.removeAll())) await refresh();
    },
    async reopen(id) {
      const found = await read(id);
      if (found !== null) await openLog(store, found, { type: 'history', name: found.name });
    },
    async compare() {
      const [first, second] = store.getState().history.chosen;
      if (first === undefined || second === undefined) return;
      const [a, b] = await Promise.all([compared(first), compared(second)]);
      if (a !== null && b !== null) store.dispatch({ type: 'history-compare', compared: { a, b } });
    },
  };
}
