import { answerExperiment, answerReader } from '../core/input/remote.ts';
import type { ExperimentQuestion, ReaderQuestion } from '../core/input/pieces.ts';
import { answerReach } from '../engines/reach.ts';
import { tellRequests } from '../engines/requests.ts';
import { pdfLibrary } from './pdf-library.ts';

/** A page of a document that takes longer is left unread, and told. */
const PAGE_MS = 5000;

function tooLong(): { readonly passed: Promise<void>; readonly end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PAGE_MS);
  });
  return { passed, end: () => clearTimeout(timer) };
}

// Composition root of the worker that reads large inputs: one question each, then the page ends it.
answerReach();
tellRequests();
globalThis.addEventListener('message', ({ data }: MessageEvent<ReaderQuestion | ExperimentQuestion | { readonly type: '' }>) => {
  const post = (answer: unknown): void => globalThis.postMessage(answer);
  if (data.type === 'experiment') told(answerExperiment(data, post));
  if (data.type === 'open' || data.type === 'read') told(answerReader(data, post, { tooLong, pdf: pdfLibrary }));
});

/** What is thrown is a bug: the page hears of it as an error of the worker, and reads by itself. */
function told(answered: Promise<void>): void {
  void answered.catch((error: unknown) => {
    setTimeout(() => {
      throw error;
    });
  });
}
