import { answerReader } from '../core/input/remote.ts';
import type { ReaderQuestion } from '../core/input/pieces.ts';
import { answerReach } from '../engines/reach.ts';
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
globalThis.addEventListener('message', ({ data }: MessageEvent<ReaderQuestion | { readonly type: string }>) => {
  if (data.type !== 'open' && data.type !== 'read') return;
  // What is thrown is a bug: the page hears of it as an error of the worker, and reads by itself.
  void answerReader(data as ReaderQuestion, (answer) => globalThis.postMessage(answer), { tooLong, pdf: pdfLibrary }).catch(
    (error: unknown) => {
      setTimeout(() => {
        throw error;
      });
    },
  );
});
