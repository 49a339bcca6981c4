import type { OutputGuide } from '../../src/core/run/text-model.ts';
import type { ScriptedCall } from './scripted-model.ts';

/** Vocabulary with everything that could go wrong: tags in pieces, tags with junk, tokens across a boundary, an empty one. */
export const VOCABULARY: readonly string[] = [
  // As in every byte-level vocabulary, each single character is a token of its own.
  ...'thinkaswer<>/[] \n',
  '',
  ' the',
  'best',
  '</',
  'think',
  '>\n',
  '>\n<',
  '>[',
  '] >',
  ' > ',
  ' > [',
  '<answer>',
  '</answer>',
  '</think>',
  '</think>\n<answer>[',
  '</think>junk',
  'think>x',
  '</t',
  'hink>',
  'answer',
  '\n<',
  ' >',
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  '[1',
  '[2]',
  '[3]',
  ' [1]',
  '…',
  '\u{fffd}',
  '<think>',
];

/** What a model would write that picks at random among the tokens its guide allows. Throws when the guide leaves no token. */
export function guidedCall({
  guide,
  maxTokens,
  random,
  vocabulary = VOCABULARY,
}: {
  guide: OutputGuide;
  maxTokens: number;
  random: () => number;
  vocabulary?: readonly string[];
}): ScriptedCall & { readonly pieces: readonly string[] } {
  const pieces: string[] = [];
  while (!guide.complete && pieces.length < maxTokens) {
    const allowed = guide.allowed();
    const choices = vocabulary.filter((token) => allowed(token));
    const token = choices[Math.floor(random() * choices.length)];
    if (token === undefined) throw new Error(`no token of the vocabulary may follow ${JSON.stringify(pieces.join(''))}`);
    guide.push(token);
    pieces.push(token);
  }
  return { pieces, finish: guide.complete ? 'stop' : 'length' };
}
