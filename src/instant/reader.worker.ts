import { answerReader } from '../core/input/remote.ts';
import type { ReaderQuestion } from '../core/input/pieces.ts';
import { answerReach } from '../engines/reach.ts';

// Composition root of the worker that reads large inputs: one question each, then the page ends it.
answerReach();
globalThis.addEventListener('message', ({ data }: MessageEvent<ReaderQuestion | { readonly type: string }>) => {
  if (data.type !== 'open' && data.type !== 'read') return;
  // What is thrown is a bug: the page hears of it as an error of the worker, and reads by itself.
  void answerReader(data as ReaderQuestion, (answer) => globalThis.postMessage(answer)).catch((error: unknown) => {
    setTimeout(() => {
      throw error;
    });
  });
});
