import { answerFromLabels } from '../answer/outcome.ts';
import { neededLabels } from '../answer/shape.ts';
import type { AnswerReading } from '../answer/shape.ts';
import { endsInThought, hasLetters, namesPassages } from './parser.ts';
import type { Parser, ParserInput } from './parser.ts';
import { pythonInt, pythonStrip } from './python.ts';

/**
 * Rank-K's reading (arXiv 2505.14432, hltcoe/rank-k, rerank.py): the last line only, split at `>` and then at `=`; each piece without brackets is
 * an integer or skipped. Python counts `[0]` and negative numbers from the end. The first duplicate stops the reading. Ties are kept here as groups;
 * their members stand as written, which is how Rank-K flattens them.
 */
export const rankK: Parser = {
  id: 'rank-k',
  title: 'Rank-K',
  canParse: (shape) => namesPassages(shape) && !hasLetters(shape),
  read,
};

function read({ output, shape, count, take }: ParserInput): AnswerReading {
  const notes: string[] = [];
  const text = pythonStrip(output);
  const line = text.slice(text.lastIndexOf('\n') + 1);
  if (endsInThought(output)) notes.push('took the last line of an unfinished thought');
  else if (/[0-9]\s{0,4}\]?\s{0,4}[>=]/u.test(afterThinking(text).slice(0, -line.length || undefined))) {
    notes.push('read the last line alone: an order above it was not read');
  }
  const named: number[][] = [];
  const placed = new Set<number>();
  const unsure: number[] = [];
  const unknown = new Set<string>();
  let duplicate: number | null = null;
  let skipped = 0;
  reading: for (const step of line.split('>')) {
    const group: number[] = [];
    named.push(group);
    for (const piece of step.split('=')) {
      const number = pythonInt(pythonStrip(piece).replaceAll('[', '').replaceAll(']', ''));
      if (number === null) {
        if (/\p{Nd}/u.test(piece)) skipped += 1;
        continue;
      }
      const index = number - 1;
      const position = index < 0 ? index + count : index;
      if (position < 0 || position >= count) {
        unknown.add(String(number));
        continue;
      }
      if (placed.has(position)) {
        duplicate = position + 1;
        notes.push(`stopped at the first duplicate, [${number}]: nothing after it was read`);
        break reading;
      }
      if (index < 0) {
        unknown.add(String(number));
        unsure.push(position);
        notes.push(
          `[${number}] wrapped to ${index === -1 ? 'the last passage' : `passage ${position + 1}, counted from the end`}`,
        );
      }
      placed.add(position);
      group.push(position);
    }
  }
  if (skipped > 0)
    notes.push(`skipped ${skipped} ${skipped === 1 ? 'piece' : 'pieces'} between > and = that held more than a number`);
  if (named.some((group) => group.length > 1)) notes.push('tied passages are then ordered as written');
  return answerFromLabels({
    named,
    count,
    needed: neededLabels({ shape, count, take }),
    duplicate: duplicate === null ? [] : [duplicate],
    unknown: [...unknown],
    unsure,
    notes,
    guessed: skipped > 0 || endsInThought(output),
  });
}

function afterThinking(text: string): string {
  return text.slice(text.lastIndexOf('</think>') + 1);
}
