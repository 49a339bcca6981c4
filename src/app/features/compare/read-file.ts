import { joinExperiment, parseExperimentLines } from '../../../core/experiment/file.ts';
import type { ExperimentPiece, ParsedExperiment } from '../../../core/experiment/file.ts';
import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { ExperimentAnswer, ExperimentQuestion } from '../../../core/input/pieces.ts';
import type { Result } from '../../../core/request.ts';

/** Bytes of a file from which on it is read in a worker, as inputs are. */
const LARGE_BYTES = 1_000_000;

/** A file as a field of the page gives it. `size` in bytes. */
export interface ExperimentFile {
  readonly size: number;
  text(): Promise<string>;
}

interface ReadFileOptions {
  readonly file: ExperimentFile;
  /** Null: no worker is to be had, the page reads. */
  readonly makeWorker: (() => Worker) | null;
  /** How much of a large one has been read, 0 to 1. Not called for others. */
  readonly onShare: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Reads the file of a comparison; null where `signal` ended it. A large one is read in a worker, so that the page can be used; where the worker cannot be had,
 * or dies, the page reads it itself.
 */
export async function readExperimentFile(options: ReadFileOptions): Promise<Result<ParsedExperiment, ExperimentProblem> | null> {
  const { file, makeWorker, signal } = options;
  if (makeWorker !== null && file.size >= LARGE_BYTES) {
    const read = await readElsewhere(makeWorker, options);
    if (read !== 'broken') return read;
  }
  const text = await file.text();
  return signal.aborted ? null : parseExperimentLines(text);
}

async function readElsewhere(
  makeWorker: () => Worker,
  { file, onShare, signal }: ReadFileOptions,
): Promise<Result<ParsedExperiment, ExperimentProblem> | null | 'broken'> {
  if (signal.aborted) return null;
  onShare(0);
  let worker: Worker;
  try {
    worker = makeWorker();
  } catch {
    return 'broken';
  }
  const pieces: ExperimentPiece[] = [];
  const end = await new Promise<'end' | 'left' | 'broken'>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<ExperimentAnswer>) => {
      if (data.type === 'end') resolve('end');
      else if (data.type === 'share') onShare(data.share);
      else pieces.push(data);
    });
    worker.addEventListener('error', () => resolve('broken'));
    worker.addEventListener('messageerror', () => resolve('broken'));
    signal.addEventListener('abort', () => resolve('left'), { once: true });
    worker.postMessage({ type: 'experiment', file } satisfies ExperimentQuestion);
  });
  worker.terminate();
  if (end === 'left') return null;
  return end === 'broken' ? end : joinExperiment(pieces);
}
