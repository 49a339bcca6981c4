import { savedFileName } from '../../../core/export/file-name.ts';
import { EXPORT_FORMATS, exportFileName } from '../../../core/export/index.ts';
import { toReportText } from '../../../core/export/report-text.ts';
import type { ExportKind } from '../../../core/export/index.ts';
import { toShareLink } from '../../../core/export/share-link.ts';
import { toLogFile } from '../../../core/log/file.ts';
import { formatTrecRun } from '../../../core/measure/write-trec-run.ts';
import { reasonTexts } from '../../../core/read/reasons.ts';
import { selectInstantOrder } from '../../page/select.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import { selectLook } from '../../shell/look.ts';
import { selectReading } from '../input/reading.ts';

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
  exportTrec(): Promise<void>;
  /** The report as plain text, into the clipboard. */
  copyText(): Promise<void>;
  copyLink(): Promise<void>;
  print(): void;
  /** Saves the instant order shown as a TREC run. */
  exportInstant(): Promise<void>;
}

export function createExportActions(setup: ExportSetup): ExportActions {
  const { store, appVersion, save } = setup;

  const fail = (detail: string | null): void => store.dispatch({ type: 'export-end', notice: { type: 'replay-failed', detail } });

  const exportRun = async (kind: ExportKind): Promise<void> => {
    const { run, log } = store.getState();
    if (run === null) return;
    store.dispatch({ type: 'export-end', notice: null });
    const { mime, needsReplayPage, write } = EXPORT_FORMATS[kind];
    let replayPage: string | null = null;
    if (needsReplayPage) {
      try {
        replayPage = await setup.readReplayTemplate();
      } catch (thrown) {
        fail(thrown instanceof Error ? thrown.message : String(thrown));
        return;
      }
    }
    const text = write({ log, view: run, appVersion, exportedAt: setup.isoNow(), reasons: reasonTexts(run), replayPage });
    if (text === null) fail(null);
    else save({ name: exportFileName(kind, run), mime, text });
  };

  return {
    exportRun,
    exportLog: () => exportRun('log'),
    exportTrec: () => exportRun('trec'),
    async copyText() {
      const { run } = store.getState();
      if (run === null) return;
      const text = toReportText({ view: run, appVersion, exportedAt: setup.isoNow() });
      try {
        await setup.copy(text);
        store.dispatch({ type: 'export-end', notice: { type: 'text-copied', characters: text.length } });
      } catch {
        store.dispatch({ type: 'export-end', notice: { type: 'text-shown', text } });
      }
    },
    async copyLink() {
      if (store.getState().run === null) return;
      const link = toShareLink(toLogFile({ log: store.getState().log, appVersion, exportedAt: setup.isoNow() }));
      if (link.type === 'too-large') {
        const { characters, mostCharacters } = link;
        store.dispatch({ type: 'export-end', notice: { type: 'link-too-large', characters, mostCharacters } });
        return;
      }
      // Whoever gets the link sees the run as it is seen here.
      const asked = selectLook(store.getState()) === 'study' ? '?look=study' : '';
      const address = `${setup.address}${asked}${link.hash}`;
      const { whole } = link;
      try {
        await setup.copy(address);
        store.dispatch({ type: 'export-end', notice: { type: 'link-copied', characters: link.hash.length, whole } });
      } catch {
        store.dispatch({ type: 'export-end', notice: { type: 'link-shown', address, whole } });
      }
    },
    print: setup.print,
    exportInstant() {
      const state = store.getState();
      const { request } = selectReading(state.input);
      const instant = selectInstantOrder(state, request);
      if (instant !== null && request !== null) {
        const { ranking, method } = instant.answer.order;
        const text = formatTrecRun({ qid: request.query.id, ranking, tag: `glassrank-${method}` });
        save({
          name: savedFileName({ of: request.query.text, otherwise: 'list', ending: '-instant-order.run' }),
          mime: 'text/plain',
          text,
        });
      }
      return Promise.resolve();
    },
  };
}
