import { isDocumentName } from '../../../core/documents/kind.ts';
import type { Dropped, RefusedFile } from '../../../core/input/dropped.ts';
import { assembler } from '../../../core/input/pieces.ts';
import type { ReaderAnswer, ReaderQuestion, RemoteFile } from '../../../core/input/pieces.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import { keepReading, largeSource, questionOf, readLargeElsewhere, sameSource } from './reading.ts';
import type { Source } from './reading.ts';

/** Bytes of files from which on they are opened in the worker. */
const LARGE_BYTES = 1_000_000;
/** Typing into a large text rests this long before it is read anew. */
const REST_MS = 250;
/** A document of which nothing is heard for so long is left: its reader may be in a loop, and cannot look at a clock. */
const SILENT_MS = 15_000;

interface LargeSetup {
  readonly store: Store<AppState, AppAction>;
  readonly makeWorker: () => Worker;
  readonly restMs?: number;
  readonly silentMs?: number;
}

/** Reads what is large in a worker, so that the page can always be used: one job at a time, which the person can stop. */
export interface LargeReader {
  /** Reads large inputs as they come, from now on. Resolves true at once. */
  follow(): Promise<boolean>;
  /**
   * What dropped files are; null where the person stopped it. `undecided`: they are small and no documents, so the page does it. Documents are always read in the
   * worker; one that is silent too long is left, and the others are read on.
   */
  open(files: readonly RemoteFile[], bytes: number): Promise<Dropped | null | 'undecided'>;
}

interface Job {
  readonly doing: 'open' | 'read';
  readonly source: Source | null;
  /** Leaves it: no worker of it runs on. */
  readonly leave: () => void;
}

export function createLargeReader({ store, makeWorker, restMs = REST_MS, silentMs = SILENT_MS }: LargeSetup): LargeReader {
  let job: Job | null = null;
  /** What the person stopped: it is not begun again by itself. */
  let stopped: Source | null = null;
  let broken = false;

  const tell = (reader: AppState['reader']): void => store.dispatch({ type: 'reader-tell', reader });

  /** Puts one question to a fresh worker. Rejects where there is none, or it dies. */
  const ask = (
    question: ReaderQuestion,
    hear: (answer: ReaderAnswer) => void,
  ): { readonly worker: Worker; readonly ended: Promise<void> } => {
    const worker = makeWorker();
    const ended = new Promise<void>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<ReaderAnswer>) => {
        if (data.type === 'end') resolve();
        else hear(data);
      });
      worker.addEventListener('error', () => reject(new Error('the reader is gone')));
      worker.addEventListener('messageerror', () => reject(new Error('the reader cannot be heard')));
    }).finally(() => worker.terminate());
    worker.postMessage(question);
    return { worker, ended };
  };

  /** No worker can be had: the page reads by itself. Before anything is told, or the same would be begun again. */
  const giveUp = (): void => {
    broken = true;
    readLargeElsewhere(false);
    store.dispatch({ type: 'input-read' });
  };

  const read = (source: Source): void => {
    const pieces = assembler();
    let left = false;
    const begin = (): void => {
      tell({ type: 'busy', doing: 'read', share: 0 });
      try {
        const { worker, ended } = ask({ type: 'read', ...questionOf(source) }, (answer) => {
          if (answer.type === 'share') tell({ type: 'busy', doing: 'read', share: answer.share });
          else if (answer.type !== 'opened' && answer.type !== 'file' && answer.type !== 'end') pieces.take(answer);
        });
        stop = () => worker.terminate();
        ended.then(
          () => {
            if (left) return;
            job = null;
            keepReading(source, pieces.done());
            tell(null);
            store.dispatch({ type: 'input-read' });
          },
          () => {
            if (left) return;
            job = null;
            giveUp();
            tell(null);
          },
        );
      } catch {
        job = null;
        giveUp();
        tell(null);
      }
    };
    // What is typed changes letter by letter; files come whole.
    const timer = setTimeout(begin, source.files.length > 0 || source.called !== undefined ? 0 : restMs);
    let stop = (): void => clearTimeout(timer);
    job = {
      doing: 'read',
      source,
      leave: () => {
        left = true;
        stop();
      },
    };
  };

  /** Asks one worker about files, until all are done or one of them is silent too long: that one is then told, and counts as done. */
  const openSome = async (
    files: readonly RemoteFile[],
    share: (share: number) => void,
  ): Promise<{ readonly found: readonly Dropped[]; readonly files: number } | 'stopped' | 'broken'> => {
    const found: Dropped[] = [];
    let done = 0;
    let now: Extract<ReaderAnswer, { readonly type: 'file' }> | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      let silent = (): void => {};
      const silence = new Promise<'silent'>((resolve) => {
        silent = () => resolve('silent');
      });
      const { worker, ended } = ask({ type: 'open', files }, (answer) => {
        clearTimeout(timer);
        // Other files than documents may be read for long without a word.
        now = answer.type === 'file' ? answer : answer.type === 'opened' ? null : now;
        if (now !== null) timer = setTimeout(silent, silentMs);
        if (answer.type === 'opened') {
          found.push(answer.dropped);
          done = answer.files;
        } else if (answer.type === 'share') share(answer.share);
      });
      const left = new Promise<'stopped'>((resolve) => {
        const leave = (): void => {
          worker.terminate();
          resolve('stopped');
        };
        job = { doing: 'open', source: null, leave };
      });
      const end = await Promise.race([ended.then(() => 'ended' as const), left, silence]);
      if (end === 'stopped') return end;
      // What is heard is set in a callback, which the compiler does not see.
      const at = now as Extract<ReaderAnswer, { readonly type: 'file' }> | null;
      if (end === 'silent' && at !== null) {
        worker.terminate();
        const whole = files[done]?.name ?? at.name;
        const refused: RefusedFile[] = [{ name: at.name, type: 'too-slow', page: at.page }];
        if (whole !== at.name) refused.push({ name: whole, type: 'rest-unread' });
        return { found: [...found, { logs: [], files: [], notices: [], refused }], files: done + 1 };
      }
      return { found, files: files.length };
    } catch {
      return 'broken';
    } finally {
      clearTimeout(timer);
    }
  };

  const leaveJob = (): void => {
    job?.leave();
    job = null;
  };

  const look = (): void => {
    if (broken) return;
    const { input, reader } = store.getState();
    const source = largeSource(input);
    if (reader?.type === 'stopped') {
      if (job !== null) leaveJob();
      stopped ??= source;
      if (source !== null && stopped !== null && sameSource(source, stopped)) return;
      stopped = null;
      tell(null);
      return;
    }
    if (stopped !== null && reader === null) stopped = null;
    if (job?.doing === 'open') return;
    if (job !== null && source !== null && job.source !== null && sameSource(job.source, source)) return;
    if (job !== null) {
      leaveJob();
      if (reader !== null) {
        // Its change calls this again.
        tell(null);
        return;
      }
    }
    if (source !== null) read(source);
  };

  return {
    follow() {
      store.subscribe(look);
      look();
      return Promise.resolve(true);
    },
    async open(files, bytes) {
      const documents = files.some(({ name }) => isDocumentName(name));
      // How much is in what is packed is known once it is unpacked.
      const packed = files.some(({ name }) => /\.t?gz$/iu.test(name));
      if (bytes < LARGE_BYTES && !documents && !packed) return 'undecided';
      if (broken) return documents ? withoutReader(files) : 'undecided';
      leaveJob();
      tell({ type: 'busy', doing: 'open', share: 0 });
      const found: Dropped[] = [];
      for (let done = 0; done < files.length;) {
        const left = await openSome(files.slice(done), (share) => {
          tell({ type: 'busy', doing: 'open', share: (done + share * (files.length - done)) / files.length });
        });
        if (left === 'stopped') return null;
        if (left === 'broken') {
          broken = true;
          readLargeElsewhere(false);
          tell(null);
          return documents ? withoutReader(files) : 'undecided';
        }
        found.push(...left.found);
        done += left.files;
      }
      job = null;
      tell(null);
      return together(found);
    },
  };
}

/** Several findings as one. */
function together(found: readonly Dropped[]): Dropped {
  return {
    logs: found.flatMap(({ logs }) => logs),
    files: found.flatMap(({ files }) => files),
    notices: found.flatMap(({ notices }) => notices),
    refused: found.flatMap(({ refused = [] }) => refused),
  };
}

function withoutReader(files: readonly RemoteFile[]): Dropped {
  const refused = files.map(({ name }): RefusedFile => ({ name, type: 'no-reader' }));
  return { logs: [], files: [], notices: [], refused };
}
