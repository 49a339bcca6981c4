import { savedFileName } from '../../../core/export/file-name.ts';
import { parseLogFile, runLogFile, toLogFile } from '../../../core/log/file.ts';
import type { Aside } from '../../storage/aside.ts';
import type { HistoryProblem } from '../../storage/database.ts';
import type { History, RemovedRuns } from '../../storage/history.ts';
import type { TextFile } from '../../page/rescue.ts';
import type { Result } from '../../../core/request.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import type { ComparedRuns } from './slice.ts';
import type { ParsedLogFile } from '../../../core/log/file.ts';
import { reduceLog } from '../../../core/log/view.ts';
import { openLog } from '../input/open-log.ts';

export { openAside } from '../../storage/aside.ts';
export { openHistory } from '../../storage/history.ts';

export interface HistorySetup {
  readonly store: Store<AppState, AppAction>;
  readonly history: History;
  readonly aside: Aside;
  readonly newId: () => string;
  readonly save: (file: TextFile) => void;
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
  /** Deletes a run; `bringBack` undoes it until the page is left. */
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
  bringBack(): Promise<void>;
  /**
   * Keeps the run on stage, a kept run (by its id) or the input out of the way, because it cannot be shown. False: nothing can be kept here, and it was saved as a
   * file instead.
   */
  setAside(what: 'run' | 'input' | { readonly id: string }): Promise<boolean>;
  /** Keeps a text that could not be read out of the way. */
  keepUnread(text: string): Promise<void>;
  saveAside(id: string): Promise<void>;
  removeAside(id: string): Promise<void>;
  reopen(id: string): Promise<void>;
  /** Puts the two chosen runs side by side. */
  compare(): Promise<void>;
}

const LONGEST_NAME = 200;

/** A record that was set aside as a file: a run's log, or an input's texts with what was chosen for them. */
function asideFile(of: string, { kind, text }: { readonly kind: 'run' | 'input'; readonly text: string }): TextFile {
  return {
    name: savedFileName({ of, otherwise: kind, ending: kind === 'run' ? '.json' : '-input.json' }),
    mime: 'application/json',
    text,
  };
}

export function createHistoryActions(setup: HistorySetup): HistoryActions {
  const { store, history, aside, appVersion, isoNow } = setup;
  /** The run that was kept last, with its last event: one that went on is kept again. */
  let keptRun: string | null = null;
  /** What was deleted since the page was opened, or since it was brought back. */
  let removed: RemovedRuns = [];

  const tell = <T>(result: Result<T, HistoryProblem>): result is { readonly ok: true; readonly value: T } => {
    if (!result.ok) store.dispatch({ type: 'history-trouble', trouble: result.error });
    return result.ok;
  };

  const refresh = async (): Promise<void> => {
    const [list, usage, set] = await Promise.all([history.list(), history.usage(), aside.list()]);
    if (set.ok) store.dispatch({ type: 'history-aside', aside: set.value });
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
    if (run === null || run.outcome === null || opened !== null || `${run.runId} ${run.lastSeq}` === keptRun) return;
    keptRun = `${run.runId} ${run.lastSeq}`;
    if (preferences.keepRuns) void keep();
  };

  const read = async (id: string): Promise<(ParsedLogFile & { readonly name: string }) | null> => {
    const loaded = await history.load(id);
    if (!tell(loaded)) return null;
    const parsed = parseLogFile(loaded.value.text);
    if (parsed.ok) return { ...parsed.value, name: loaded.value.entry.name };
    const [problem = null] = parsed.error;
    store.dispatch({ type: 'history-trouble', trouble: { code: 'unreadable', name: loaded.value.entry.name, problem } });
    return null;
  };

  const compared = async (id: string): Promise<ComparedRuns['a'] | null> => {
    const found = await read(id);
    const run = found === null ? null : reduceLog(found.file.events);
    return found === null || run === null ? null : { name: found.name, run };
  };

  const showRemoved = (): void => {
    const { length: count } = removed;
    const name = String(removed[0]?.entry.name ?? '');
    store.dispatch({ type: 'history-removed', removed: count === 0 ? null : { count, name } });
  };

  const takeAway = async (gone: Result<RemovedRuns, HistoryProblem>): Promise<void> => {
    if (!tell(gone)) return;
    removed = [...removed, ...gone.value];
    showRemoved();
    await refresh();
  };

  /** A record to be set aside: its file, as far as it can still be written. */
  const recordOf = async (what: 'run' | 'input' | { readonly id: string }): Promise<Parameters<Aside['keep']>[0] | null> => {
    const { run, log, input } = store.getState();
    if (what === 'input') {
      const text = JSON.stringify(input, null, 1);
      return { id: setup.newId(), kind: 'input', name: input.query.slice(0, LONGEST_NAME), text };
    }
    if (what === 'run') {
      if (run === null) return null;
      const file = toLogFile({ log, appVersion, exportedAt: isoNow() });
      return { id: run.runId, kind: 'run', name: run.request.query.text.slice(0, LONGEST_NAME), text: runLogFile(file, log) };
    }
    const kept = await history.load(what.id);
    return kept.ok ? { id: what.id, kind: 'run', name: kept.value.entry.name, text: kept.value.text } : null;
  };

  const keepAside = async (record: Parameters<Aside['keep']>[0]): Promise<boolean> => {
    const kept = await aside.keep(record);
    if (!kept.ok) setup.save(asideFile(record.name, record));
    await refresh();
    return tell(kept);
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
    remove: async (id) => takeAway(await history.remove(id)),
    removeAll: async () => takeAway(await history.removeAll()),
    async bringBack() {
      if (!tell(await history.restore(removed))) return;
      removed = [];
      showRemoved();
      await refresh();
    },
    async setAside(what) {
      const record = await recordOf(what);
      const { run } = store.getState();
      const kept = record === null ? false : await keepAside(record);
      if (record !== null && record.kind === 'run' && run?.runId === record.id) store.dispatch({ type: 'stage-clear' });
      return kept;
    },
    async keepUnread(text) {
      await keepAside({ id: setup.newId(), kind: 'input', name: '', text });
    },
    async saveAside(id) {
      const found = await aside.load(id);
      if (tell(found)) setup.save(asideFile(found.value.entry.name, { ...found.value.entry, text: found.value.text }));
    },
    async removeAside(id) {
      if (tell(await aside.remove(id))) await refresh();
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
