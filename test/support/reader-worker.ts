import { pdfLibrary } from '../../src/instant/pdf-library.ts';
import { answerExperiment, answerReader } from '../../src/core/input/remote.ts';
import type { ExperimentAnswer, ExperimentQuestion, ReaderAnswer, ReaderQuestion } from '../../src/core/input/pieces.ts';

/** Waits for every page. */
export const PATIENT = { pdf: pdfLibrary, tooLong: () => ({ passed: new Promise<void>(() => {}), end: () => {} }) };

/** A worker that reads, in this realm: what crosses is copied, answers come later, and nothing comes after its end. */
export class FakeReaderWorker extends EventTarget {
  static readonly made: FakeReaderWorker[] = [];
  /** Thrown, posted as an error, or never answered; null: it reads. */
  static fault: 'start' | 'error' | 'silent' | null = null;
  ended = false;
  #listening = true;

  constructor() {
    super();
    if (FakeReaderWorker.fault === 'start') throw new Error('no workers here');
    FakeReaderWorker.made.push(this);
  }

  postMessage(question: ReaderQuestion | ExperimentQuestion): void {
    if (FakeReaderWorker.fault === 'silent') return;
    if (FakeReaderWorker.fault === 'error') {
      setTimeout(() => this.dispatchEvent(new Event('error')));
      return;
    }
    // Files cross as they are: their bytes are fetched where they are read.
    const copy = question.type === 'read' ? structuredClone(question) : question;
    setTimeout(() => {
      const hear = (answer: ReaderAnswer | ExperimentAnswer): void => {
        const data: unknown = structuredClone(answer);
        setTimeout(() => {
          if (this.#listening) this.dispatchEvent(new MessageEvent('message', { data }));
        });
      };
      void (copy.type === 'experiment' ? answerExperiment(copy, hear) : answerReader(copy, hear, PATIENT));
    });
  }

  terminate(): void {
    this.ended = true;
    this.#listening = false;
  }
}
