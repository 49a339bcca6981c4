import { docId } from '../doc-id.ts';
import { cutDocument } from './cut-document.ts';
import { guessFormat } from './guess-format.ts';
import type { InputProblem } from './input-problem.ts';
import type { InputChoices, SourceReading } from './input-reading.ts';
import { readPlain } from './read-plain.ts';

/** What a cut document's passages are where nothing else is chosen: words in each, words repeated. */
const usual = { words: 150, overlap: 30 };
/** A longer text (UTF-16 units) is cut only by choice: so much is hardly one document, and its passages would be thousands. */
const longestGuess = 1_000_000;

/**
 * Reads one plain text: passages in blocks, in a list or on lines, or one long document that is cut. Guessed: a text that would be one single
 * passage, longer than two cut ones, is a document. Above a million characters that is only said, and the person chooses.
 */
export function readText(input: {
  readonly text: string;
  readonly choices: InputChoices;
  readonly problem: (problem: InputProblem) => void;
}): SourceReading {
  const { text, choices, problem } = input;
  const chosen = choices.format;
  const words = choices.cut?.words ?? usual.words;
  const overlap = choices.cut?.overlap ?? usual.overlap;
  if (chosen !== 'document') {
    const format = isPlain(chosen) ? chosen : guessFormat(text);
    const found = readPlain({ text, format, problem });
    const [only, ...more] = found.requests[0]?.candidates ?? [];
    const long = only !== undefined && more.length === 0 && only.text.length > 2 * words;
    if (!long || chosen !== undefined || cutDocument({ text: only.text.slice(0, 20 * words), words, overlap }).length < 3) {
      return { format, ...found };
    }
    if (text.length > longestGuess) {
      const message = `The text is one passage of ${only.text.length} characters. Read it as a document to cut it into passages.`;
      return { format, ...found, notes: [...found.notes, { code: 'uncut-document', count: only.text.length, message }] };
    }
  }
  const pieces = cutDocument({ text, words, overlap });
  const candidates = pieces.map(({ start, end }, index) => ({ docId: docId(`p${index + 1}`), text: text.slice(start, end) }));
  const message = `The document is cut into passages of at most ${words} words; each repeats up to ${overlap} words of the one before.`;
  return {
    format: 'document',
    requests: candidates.length === 0 ? [] : [{ query: { id: 'q1', text: '' }, candidates }],
    notes: [{ code: 'cut-document', count: pieces.length, message }],
    pieces,
  };
}

function isPlain(format: InputChoices['format']): format is 'blocks' | 'numbered' | 'lines' {
  return format === 'blocks' || format === 'numbered' || format === 'lines';
}
