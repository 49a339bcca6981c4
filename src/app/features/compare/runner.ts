import { cellName, cutRequest, nextCell } from '../../../core/experiment/plan.ts';
import type { CellKey, CellResult, Configuration } from '../../../core/experiment/plan.ts';
import { toCellResult } from '../../../core/experiment/cells.ts';
import { toLogFile } from '../../../core/log/file.ts';
import type { LoadedModel } from '../../../engines/engine-client.ts';
import { endsEngine, errorInfo } from '../../../core/errors.ts';
import type { RunEvent } from '../../../core/log/event.ts';
import type { CompareTrouble } from './slice.ts';
import type { EngineClient } from '../../../engines/engine-client.ts';
import type { CompareSetup } from './controller.ts';
import type { LentEngine } from '../run/controller.ts';

export interface CompareRunner {
  /** Runs what is left of the experiment on screen, one cell after the other, until it is done, paused, stopped or in trouble. */
  run(): Promise<void>;
  /** Ends the cell that is running; nothing of it is kept. */
  abort(): void;
}

/** Each cell is on disk with its log before the next begins, so that a kill loses the one that is running. */
export function createCompareRunner({ store, page, experiments, newId, isoNow, appVersion }: CompareSetup): CompareRunner {
  let controller = new AbortController();
  let running = false;
  let lent: LentEngine | null = null;
  /** Cells that have begun, to know one from the next. */
  let cells = 0;
  let atCell = false;

  const say = (trouble: CompareTrouble): void => store.dispatch({ type: 'experiment-trouble', trouble });
  const going = (): boolean => {
    const { run } = store.getState().compare;
    return run.type === 'running' && run.end === 'no';
  };

  /** The workbench's own run goes first. */
  const untilFree = (): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        const { type } = store.getState().phase;
        if (type === 'running' || type === 'loading') {
          if (going()) return;
        }
        unsubscribe();
        resolve();
      };
      const unsubscribe = store.subscribe(look);
      look();
    });

  const runCell = async ({
    key,
    configuration,
    link,
    model,
  }: {
    key: CellKey;
    configuration: Configuration;
    link: EngineClient;
    model: LoadedModel;
  }): Promise<{ readonly cell: CellResult; readonly events: readonly RunEvent[] } | null> => {
    const { open } = store.getState().compare;
    const request = open?.collection?.requests.get(key.qid);
    if (open === null || request === undefined) return null;
    const { head, tail } = cutRequest(request, open.plan.depth);
    const events: RunEvent[] = [];
    let calls = 0;
    let tokens = 0;
    const run = { runId: newId(), model: model.identity, request: head, settings: configuration.settings };
    for await (const event of link.run({ ...run, signal: controller.signal })) {
      events.push(event);
      if (event.type === 'window-end') {
        calls += 1;
        tokens += event.usage.promptTokens + event.usage.completionTokens;
      }
      if (event.type !== 'window-end' && event.type !== 'run-start') continue;
      const start = events[0];
      const forecast = start?.type === 'run-start' ? (start.forecast ?? null) : null;
      store.dispatch({ type: 'experiment-progress', calls, tokens, forecast });
    }
    const cell = toCellResult({ configurationId: key.configurationId, events, tail });
    return cell === null ? null : { cell, events };
  };

  /** False: it could not be kept. */
  const keepCell = async (id: string, cell: CellResult, events: readonly RunEvent[]): Promise<boolean> => {
    const log = JSON.stringify(toLogFile({ log: events, appVersion, exportedAt: isoNow() }));
    let kept = await experiments.keepCell(id, cell, log);
    if (!kept.ok && kept.error.code === 'quota') {
      kept = await experiments.keepCell(id, cell, null);
      if (kept.ok) say({ type: 'said', code: 'no-logs' });
    }
    // The figures stay on screen and can be saved as a file, also where nothing more can be kept.
    store.dispatch({ type: 'experiment-cell', id, cell });
    if (!kept.ok) say({ type: 'history', trouble: kept.error });
    return kept.ok;
  };

  const loop = async (): Promise<void> => {
    let lost: string | null = null;
    while (going()) {
      await untilFree();
      const { compare: comparison, modelId } = store.getState();
      const { open } = comparison;
      if (!going() || open === null) return;
      const key = nextCell({ plan: open.plan, done: open.cells, loadedModelId: modelId });
      const configuration = open.plan.configurations.find(({ id }) => id === key?.configurationId);
      if (key === null || configuration === undefined) return;
      if (configuration.modelId !== modelId) page.chooseModel(configuration.modelId);
      const borrowed = await page.borrow();
      if (borrowed === null) {
        const { phase } = store.getState();
        // The workbench was quicker: it goes first.
        if (phase.type === 'running') continue;
        return say({ type: 'engine', error: phase.type === 'failed' ? phase.error : null });
      }
      if (!going()) return;
      store.dispatch({ type: 'experiment-cell-begin', cell: key });
      lent = borrowed;
      cells += 1;
      atCell = true;
      const ended = await runCell({ key, configuration, ...borrowed });
      atCell = false;
      if (ended === null) return say({ type: 'engine', error: null });
      const { cell, events } = ended;
      if (cell.outcome.type === 'cancelled') return;
      if (cell.outcome.type === 'failed' && endsEngine(cell.outcome.error)) {
        borrowed.link.end();
        if (!going()) return;
        // One more try in a fresh engine; what ends it twice is this cell's own failure.
        if (lost !== cellName(key)) {
          lost = cellName(key);
          continue;
        }
      }
      if (!(await keepCell(open.plan.id, cell, events))) return;
    }
  };

  return {
    async run() {
      const { compare: comparison, modelId, settings } = store.getState();
      if (running || comparison.open === null) return;
      if (comparison.open.collection === null) return say({ type: 'said', code: 'no-collection' });
      running = true;
      controller = new AbortController();
      store.dispatch({ type: 'experiment-begin' });
      store.dispatch({ type: 'model-lend', to: 'compare' });
      try {
        await loop();
      } catch (thrown) {
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        say({ type: 'engine', error: errorInfo('worker-lost', message) });
      }
      running = false;
      store.dispatch({ type: 'experiment-end' });
      store.dispatch({ type: 'model-lend', to: null });
      // The workbench gets back the model and settings that it had.
      if (store.getState().modelId !== modelId) {
        page.chooseModel(modelId);
        store.dispatch({ type: 'settings-edit', change: settings });
      }
    },
    abort() {
      const stopped = cells;
      controller.abort();
      lent?.leaveUnless(() => !atCell || cells !== stopped);
    },
  };
}
