import type { DocId } from '../doc-id.ts';
import type { RankRequest } from '../rank-request.ts';
import type { RunView, WindowView } from '../log/run-view.ts';

/** What a window changes: the new values of some passages, given those of the windows before it. */
type WindowChange<Value> = (step: {
  readonly run: RunView;
  readonly window: WindowView;
  readonly before: ReadonlyMap<DocId, Value>;
}) => Iterable<readonly [DocId, Value]>;

interface Folded<Value> {
  readonly windows: WindowView[];
  readonly values: Map<DocId, Value>;
}

/**
 * A value per passage, folded over a run's windows in order. A window that closed is gone through once, however many events follow it; only the
 * newest is gone through again with each of them. `change` is pure and must not alter a value it was given. The same windows give the same map.
 */
export function foldWindows<Value>(change: WindowChange<Value>): (run: RunView) => ReadonlyMap<DocId, Value> {
  const known = new WeakMap<RunView['windows'], ReadonlyMap<DocId, Value>>();
  /** All windows but the newest, as far as some view of the run had them. */
  const behind = new WeakMap<RankRequest, Folded<Value>>();
  const foldedOf = (run: RunView): Folded<Value> => {
    const { windows, request } = run;
    const kept = behind.get(request);
    // A cursor that went back, or another run of the same request, has other windows.
    if (kept !== undefined && kept.windows.length < windows.length && kept.windows.every((one, place) => one === windows[place]))
      return kept;
    const begun: Folded<Value> = { windows: [], values: new Map() };
    behind.set(request, begun);
    return begun;
  };
  return (run) => {
    const found = known.get(run.windows);
    if (found !== undefined) return found;
    const folded = foldedOf(run);
    for (const window of run.windows.slice(folded.windows.length, -1)) {
      for (const [docId, value] of change({ run, window, before: folded.values })) folded.values.set(docId, value);
      folded.windows.push(window);
    }
    const values = new Map(folded.values);
    const newest = run.windows.at(-1);
    if (newest !== undefined)
      for (const [docId, value] of change({ run, window: newest, before: folded.values })) values.set(docId, value);
    known.set(run.windows, values);
    return values;
  };
}
