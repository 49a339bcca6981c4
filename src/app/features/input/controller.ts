import { readShareLink } from '../../../core/export/share-link.ts';
import type { ParsedLogFile } from '../../../core/log/file.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import { loadStage, PARTS } from '../../page/parts.ts';
import { isBarred } from '../../page/select.ts';
import type { Store } from '../../page/store.ts';
import { openLog, replacesTyped } from './open-log.ts';
import { isLongInput, selectReading } from './reading.ts';
import type { Dropped } from '../../../core/input/dropped.ts';
import { isGuessed } from '../../../core/input/encodings.ts';
import type { EncodingName } from '../../../core/input/encodings.ts';
import type { LargeReader } from './large.ts';
import type { Sample } from './read-sample.ts';
import type { FileEncoding } from './slice.ts';

export interface OpenSetup {
  readonly store: Store<AppState, AppAction>;
  readonly newId: () => string;
  readonly readSample: (id: string) => Promise<Sample>;
  /** Takes the hash out of the page's address. */
  readonly dropHash: () => void;
  /** Opens what is large in a worker; null: there is none. */
  readonly large: Pick<LargeReader, 'open'> | null;
}

/** What brings texts and runs from elsewhere onto the page. Nothing typed is lost by any of them: what is replaced can be brought back. */
export interface OpenActions {
  openSample(id: string): Promise<void>;
  /** Run logs are opened as replays, everything else is read as input; several files are read together. */
  openFiles(files: readonly { readonly path: string; readonly file: File }[]): Promise<void>;
  /** Opens the run in an address's hash, if there is one. Where it would replace what was typed, it waits for a word (`sure`). */
  openShareLink(hash: string, sure?: boolean): Promise<void>;
  /** Forgets the link that waits for a word. */
  leaveShareLink(): Promise<void>;
  /** Shows the run that the input holds as model calls made elsewhere. */
  replayInvocations(): Promise<void>;
}

export function createOpenActions({ store, newId, readSample, dropHash, large }: OpenSetup): OpenActions {
  /** The files that were opened last, and in which encodings: one can be read anew in another. */
  let opened: Parameters<OpenActions['openFiles']>[0] = [];
  let chosen: Readonly<Record<string, EncodingName>> = {};
  const encodingOf = (path: string): EncodingName | undefined => {
    const packed = /\.zip$/iu.test(path) ? Object.values(chosen).at(-1) : undefined;
    return chosen[path] ?? chosen[path.replace(/\.gz$/iu, '')] ?? packed;
  };
  const drop = async (files: typeof opened): Promise<Dropped | null> => {
    const given = files.map(({ path, file }) => ({ name: path, file, encoding: encodingOf(path) }));
    const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
    const elsewhere = (await large?.open(given, bytes)) ?? (large === null ? 'undecided' : null);
    if (elsewhere !== 'undecided') return elsewhere;
    const read = await Promise.all(
      given.map(async ({ name, file, encoding }) => {
        try {
          return [{ name, bytes: new Uint8Array(await file.arrayBuffer()), encoding }];
        } catch (thrown) {
          const detail = thrown instanceof Error ? thrown.message : String(thrown);
          store.dispatch({ type: 'input-refuse', notice: { type: 'unreadable', name, detail } });
          return [];
        }
      }),
    );
    // Where it cannot be fetched, that is said above the views.
    const code = await PARTS.dropped.load().catch(() => null);
    return code === null ? null : code.readDropped(read.flat());
  };
  const open = async (files: typeof opened): Promise<void> => {
    opened = files;
    const dropped = await drop(files);
    if (dropped === null) return;
    const { logs, files: texts, notices, refused = [] } = dropped;
    const [log] = logs;
    const [only, ...more] = texts;
    if (only !== undefined) {
      const encodings = texts.flatMap(({ name, encoding }): readonly FileEncoding[] => {
        const guessed = isGuessed(encoding) && encodingOf(name) === undefined;
        const broken = notices.some((notice) => notice.name === name && notice.type === 'broken-bytes');
        return guessed || broken || encodingOf(name) !== undefined ? [{ name, encoding, guessed }] : [];
      });
      const names = texts.map(({ name }) => name);
      const origin = { type: 'files', names, ...(encodings.length === 0 ? {} : { encodings }) } as const;
      if (more.length === 0 && only.document === undefined && isLongInput({ passages: '', files: texts }) !== 'huge')
        store.dispatch({ type: 'input-fill', query: null, passages: only.text, origin });
      else store.dispatch({ type: 'files-fill', files: texts.map(({ encoding: _encoding, ...file }) => file), origin });
    }
    // After the fill, which forgets what was refused before.
    if (refused.length > 0) store.dispatch({ type: 'files-refuse', refused });
    if (log !== undefined && !isRunning()) await openLog(store, log, { type: 'file', name: log.name });
    const [notice] = log !== undefined && isRunning() ? [{ type: 'log-while-running', name: log.name } as const] : notices;
    if (notice !== undefined) store.dispatch({ type: 'input-refuse', notice });
  };
  let wanted: AppState['wantedEncoding'] = null;
  store.subscribe(() => {
    const now = store.getState().wantedEncoding;
    if (now === wanted) return;
    wanted = now;
    if (now === null) return;
    chosen = { ...chosen, [now.name]: now.encoding };
    void open(opened);
  });
  const isRunning = (): boolean => store.getState().phase.type === 'running';
  /** Something that a person made and that is kept nowhere else would go. */
  const replaces = (read: ParsedLogFile): boolean => {
    const { input, run, opened, history } = store.getState();
    const unkept = run !== null && opened === null && history.runs?.some(({ id }) => id === run.runId) !== true;
    return unkept || replacesTyped(read, input);
  };
  return {
    async openSample(id) {
      try {
        const { query, passages, credit, startFrom } = await readSample(id);
        // Where no model can lift anything, the list is best in its instant order.
        const told = startFrom !== undefined && !isBarred(store.getState().probe);
        const origin = { type: 'sample', credit, ...(told ? { startFrom } : {}) } as const;
        store.dispatch({ type: 'input-fill', query, passages: passages.join('\n\n'), origin });
      } catch (thrown) {
        const detail = thrown instanceof Error ? thrown.message : String(thrown);
        store.dispatch({ type: 'input-refuse', notice: { type: 'sample', detail } });
      }
    },
    async openFiles(files) {
      chosen = {};
      await open(files);
    },
    async openShareLink(hash, sure = false) {
      const read = readShareLink(hash);
      if (read === null) return;
      if (!read.ok) store.dispatch({ type: 'input-refuse', notice: { type: 'link', problem: read.error } });
      else if (isRunning() || (!sure && replaces(read.value))) store.dispatch({ type: 'link-wait', hash });
      else {
        store.dispatch({ type: 'link-wait', hash: null });
        await openLog(store, read.value, { type: 'link' });
      }
    },
    leaveShareLink() {
      store.dispatch({ type: 'link-wait', hash: null });
      dropHash();
      return Promise.resolve();
    },
    async replayInvocations() {
      if (isRunning()) return;
      const { request, requestIndex, invocations, qrels } = selectReading(store.getState().input);
      const history = invocations.find((one) => one.requestIndex === requestIndex);
      if (request === null || history === undefined) return;
      // Where it cannot be fetched, that is said above the views.
      const code = await PARTS.invocations.load().catch(() => null);
      if (code === null || isRunning()) return;
      const made = code.logOfInvocations({ request, invocations: history.invocations, runId: newId() });
      if (!made.ok) {
        store.dispatch({ type: 'input-refuse', notice: { type: 'invocations', reason: made.error } });
        return;
      }
      await loadStage();
      store.dispatch({ type: 'log-open', log: made.value.log, origin: { type: 'invocations' } });
      store.dispatch({ type: 'opened-notes', notes: made.value.notes, qrels });
    },
  };
}
