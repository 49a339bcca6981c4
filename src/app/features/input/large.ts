import type { Dropped } from '../../../core/input/dropped.ts';
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

interface LargeSetup {
  readonly store: Store<AppState, AppAction>;
  readonly makeWorker: () => Worker;
  readonly restMs?: number;
}

/** Reads what is large in a worker, so that the page can always be used: one job at a time, which the person can stop. */
export interface LargeReader {
  /** Reads large inputs as they come, from now on. Resolves true at once. */
  follow(): Promise<boolean>;
  /** What dropped files are; null where the person stopped it. `undecided`: they are small, or there is no worker, so the page does it. */
  open(files: readonly RemoteFile[], bytes: number): Promise<Dropped | null | 'undecided'>;
}

interface Job {
  readonly doing: 'open' | 'read';
  readonly source: Source | null;
  /** Leaves it: no worker of it runs on. */
  readonly leave: () => void;
}

export function createLargeReader({ store, makeWorker, restMs = REST_MS }: LargeSetup): LargeReader {
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

  /** No worker can be had: the page reads by itself. */
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
          else if (answer.type !== 'opened' && answer.type !== 'end') pieces.take(answer);
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
            tell(null);
            giveUp();
          },
        );
      } catch {
        job = null;
        tell(null);
        giveUp();
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
      if (broken || bytes < LARGE_BYTES) return 'undecided';
      leaveJob();
      let dropped: Dropped | null = null;
      tell({ type: 'busy', doing: 'open', share: 0 });
      try {
        const { worker, ended } = ask({ type: 'open', files }, (answer) => {
          if (answer.type === 'opened') ({ dropped } = answer);
          else if (answer.type === 'share') tell({ type: 'busy', doing: 'open', share: answer.share });
        });
        const left = new Promise<null>((resolve) => {
          job = {
            doing: 'open',
            source: null,
            leave: () => {
              worker.terminate();
              resolve(null);
            },
          };
        });
        const end = await Promise.race([ended.then(() => 'ended' as const), left]);
        if (end === null) return null;
        job = null;
        tell(null);
        return dropped;
      } catch {
        job = null;
        broken = true;
        readLargeElsewhere(false);
        tell(null);
        return 'undecided';
      }
    },
  };
}
