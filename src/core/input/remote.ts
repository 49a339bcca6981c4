import { openFile } from '../documents/open.ts';
import type { OpenWatch } from '../documents/open.ts';
import { parseExperimentLines, piecesOfExperiment } from '../experiment/file.ts';
import { readInput } from './input.ts';
import { withProgress } from './meter.ts';
import { piecesOf } from './pieces.ts';
import type { ExperimentAnswer, ExperimentQuestion, ReaderAnswer, ReaderQuestion } from './pieces.ts';

/** Collections are gone through twice: to see whose names fit, and to read. */
const walks = (files: readonly unknown[]): number => (files.length > 1 ? 2 : 1);

/** The worker's end: answers one question, piece by piece. `means`: what documents are read with. */
export async function answerReader(
  question: ReaderQuestion,
  post: (answer: ReaderAnswer) => void,
  means: Omit<OpenWatch, 'file'>,
): Promise<void> {
  if (question.type === 'open') {
    const count = question.files.length + 1;
    for (const [index, { name, file, encoding }] of question.files.entries()) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      post({ type: 'share', share: (index + 0.5) / count });
      const watch: OpenWatch = {
        ...means,
        file(path, page, of) {
          post({ type: 'file', name: path, page, of });
          if (page !== null && of !== null) post({ type: 'share', share: (index + 0.5 + (page / of) * 0.5) / count });
        },
      };
      for await (const dropped of openFile({ name, bytes, encoding }, watch)) post({ type: 'opened', dropped, files: index });
      post({ type: 'opened', dropped: { logs: [], files: [], notices: [] }, files: index + 1 });
    }
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

/** The worker's end for the file of a comparison: how far it is, then what was read, piece by piece. */
export async function answerExperiment({ file }: ExperimentQuestion, post: (answer: ExperimentAnswer) => void): Promise<void> {
  const text = await file.text();
  const read = withProgress(
    text.length,
    (share) => post({ type: 'share', share }),
    () => parseExperimentLines(text),
  );
  for (const piece of piecesOfExperiment(read)) post(piece);
  post({ type: 'end' });
}
