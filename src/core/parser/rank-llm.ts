import { unparsedAnswer } from '../answer/outcome.ts';
import type { AnswerReading } from '../answer/shape.ts';
import { asciiDigits } from '../text/digits.ts';
import { afterLastThought, answerFromNumbers, endsInThought, hasLetters, namesPassages } from './parser.ts';
import type { Parser, ParserInput } from './parser.ts';
import { pythonDigitRuns } from './python.ts';

/**
 * RankLLM's reading (castorini/rank_llm, response_utils.py and listwise_rankllm.py): what stands after the last `</think>`, else everything; six
 * families of digits become plain ones; every run of digits is an identifier. With lettered labels (FIRST) every letter is one, those of words too.
 * Any digit left that no integer may hold gives the original order.
 */
export const rankLlm: Parser = {
  id: 'rank-llm',
  title: 'RankLLM',
  canParse: namesPassages,
  read,
};

const mappedDigit = /[⁰¹²³⁴-⁹₀-₉①-⑨❶-❾０-９🄀]/gu;
/** Their table counts these from 1, though U+1F101 is a zero. */
const shiftedDigit = /[\u{1F101}-\u{1F109}]/gu;

function read(input: ParserInput): AnswerReading {
  const { output, shape, count } = input;
  const notes: string[] = [];
  const letters = hasLetters(shape);
  const open = endsInThought(output) && !output.includes('</think>');
  const mapped = afterLastThought(output)
    .replaceAll(mappedDigit, (digit) => asciiDigits(digit))
    .replaceAll(shiftedDigit, (digit) => String((digit.codePointAt(0) ?? 0) - 0x1f100));
  const runs = letters ? letterRuns(mapped) : pythonDigitRuns(mapped);
  const reopened = !open && endsInThought(output);
  if (open || reopened) notes.push(`took the ${letters ? 'letters' : 'digits'} of an unfinished thought`);
  if (letters && /\p{L}{2}/u.test(mapped)) notes.push('took the letters of words for labels');
  if (runs.some(({ value }) => value === null)) {
    return unparsedAnswer({
      count,
      reason: 'a digit that is no integer',
      notes: [...notes, 'kept the original order for one unusual digit'],
    });
  }
  if (mapped.includes('=')) notes.push('read = as >');
  const groups = runs.flatMap(({ value }) => (value === null ? [] : [[value]]));
  return answerFromNumbers({ groups, input, notes, guessed: open || reopened });
}

/** Each letter's code less 64, those of neighbours written together: `A` is 1, `AB` 12. */
function letterRuns(text: string): readonly { readonly value: number | null }[] {
  return Array.from(text.matchAll(/\p{L}+/gu), ([word]) => ({
    value: Number(Array.from(word, (letter) => (letter.codePointAt(0) ?? 0) - 64).join('')),
  }));
}
