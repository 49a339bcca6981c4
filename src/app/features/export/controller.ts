import { toCsv } from '../../../core/export/csv.ts';
import { runLogFile, toLogFile } from '../../../core/log/file.ts';
import { toMarkdown } from '../../../core/export/markdown.ts';
import { toRankLlmRequests, toRankLlmResults } from '../../../core/export/rank-llm.ts';
import { toReplayHtml } from '../../../core/export/replay.ts';
import { toShareLink } from '../../../core/export/share-link.ts';
import { toTrecRun } from '../../../core/export/trec.ts';
import type { DocId } from '../../../core/request.ts';
import type { AppAction } from '../../page/action.ts';
import type { AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import type { RunLogFile } from '../../../core/log/file.ts';
import type { RunView } from '../../../core/log/view.ts';
import { selectEvidence } from '../../../core/read/evidence.ts';

/** The files a run can be saved as. */
export const EXPORT_KINDS = ['log', 'html', 'markdown', 'csv', 'trec', 'rank-llm-requests', 'rank-llm-results'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export interface ExportSetup {
  readonly store: Store<AppState, AppAction>;
  readonly appVersion: string;
  readonly isoNow: () => string;
  readonly save: (file: { readonly name: string; readonly mime: string; readonly text: string }) => void;
  /** The built replay page, which stands next to this one. Rejects where it can't be had. */
  readonly readReplayTemplate: () => Promise<string>;
  /** Rejects where the browser does not allow it. */
  readonly copy: (text: string) => Promise<void>;
  /** This page's address without a hash. */
  readonly address: string;
  readonly print: () => void;
}

/** What takes a run off the page. All but the prints speak of the whole log, wherever the cursor stands. */
export interface ExportActions {
  exportRun(kind: ExportKind): Promise<void>;
  exportLog(): Promise<void>;
  exportTrec(): void;
  copyLink(): Promise<void>;
  print(): void;
}

/** The sentence that decided each passage's place, where a thought speaks of it. */
function reasonsOf(run: RunView): ReadonlyMap<DocId, string> {
  return new Map(
    [...selectEvidence(run)].flatMap(([docId, { decision }]) => (decision === null ? [] : [[docId, decision.text]])),
  );
}

export function createExportActions(setup: ExportSetup): ExportActions {
  const { store, appVersion, save } = setup;

  const logFile = (): RunLogFile => toLogFile({ log: store.getState().log, appVersion, exportedAt: setup.isoNow() });

  const replayHtml = async (name: string): Promise<void> => {
    let template: string;
    try {
      template = await setup.readReplayTemplate();
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      store.dispatch({ type: 'export-end', notice: { type: 'replay-failed', detail } });
      return;
    }
    const html = toReplayHtml({ template, file: logFile() });
    if (html.ok) save({ name: `${name}.html`, mime: 'text/html', text: html.value });
    else store.dispatch({ type: 'export-end', notice: { type: 'replay-failed', detail: html.error } });
  };

  const exportRun = async (kind: ExportKind): Promise<void> => {
    const { run } = store.getState();
    if (run === null) return;
    store.dispatch({ type: 'export-end', notice: null });
    const name = `glassrank-${run.runId.slice(0, 8)}`;
    switch (kind) {
      case 'log': {
        const file = logFile();
        return save({ name: `${name}.json`, mime: 'application/json', text: runLogFile(file, file.events) });
      }
      case 'html':
        return replayHtml(name);
      case 'markdown': {
        const text = toMarkdown({ view: run, appVersion, exportedAt: setup.isoNow(), reasons: reasonsOf(run) });
        return save({ name: `${name}.md`, mime: 'text/markdown', text });
      }
      case 'csv':
        return save({ name: `${name}.csv`, mime: 'text/csv', text: toCsv({ view: run, reasons: reasonsOf(run) }) });
      case 'trec':
        return save({ name: `${name}.run`, mime: 'text/plain', text: toTrecRun(run) });
      case 'rank-llm-requests':
        return save({ name: `${name}-requests.json`, mime: 'application/json', text: toRankLlmRequests(run) });
      case 'rank-llm-results':
        return save({ name: `${name}-results.json`, mime: 'application/json', text: toRankLlmResults(run) });
    }
  };

  return {
    exportRun,
    exportLog: () => exportRun('log'),
    exportTrec: () => void exportRun('trec'),
    async copyLink() {
      if (store.getState().run === null) return;
      const link = toShareLink(logFile());
      if (link.type === 'too-large') {
        const { characters, mostCharacters } = link;
        store.dispatch({ type: 'export-end', notice: { type: 'link-too-large', characters, mostCharacters } });
        return;
      }
      const address = `${setup.address}${link.hash}`;
      const { whole } = link;
      try {
        await setup.copy(address);
        store.dispatch({ type: 'export-end', notice: { type: 'link-copied', characters: link.hash.length, whole } });
      } catch {
        store.dispatch({ type: 'export-end', notice: { type: 'link-shown', address, whole } });
      }
    },
    print: setup.print,
  };
}
