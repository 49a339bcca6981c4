import { readDropped } from './dropped.ts';
import { readInput } from './input.ts';
import { withProgress } from './meter.ts';
import { piecesOf } from './pieces.ts';
import type { ReaderAnswer, ReaderQuestion } from './pieces.ts';

/** Collections are gone through twice: to see whose names fit, and to read. */
const walks = (files: readonly unknown[]): number => (files.length > 1 ? 2 : 1);

/** The worker's end: answers one question, piece by piece. */
export async function answerReader(question: ReaderQuestion, post: (answer: ReaderAnswer) => void): Promise<void> {
  if (question.type === 'open') {
    const files = [];
    for (const [index, { name, file, encoding }] of question.files.entries()) {
      files.push({ name, bytes: new Uint8Array(await file.arrayBuffer()), encoding });
      post({ type: 'share', share: (index + 1) / (question.files.length + 1) });
    }
    post({ type: 'opened', dropped: readDropped(files) });
  } else {
    const { files, choices } = question;
    const total = files.reduce((sum, { text }) => sum + text.length, 0) * walks(files);
    const reading = withProgress(
      total,
      (share) => post({ type: 'share', share }),
      () => readInput({ files, choices }),
    );
    for (const piece of piecesOf(reading)) post(piece);
  }
  post({ type: 'end' });
}
