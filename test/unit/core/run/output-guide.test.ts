import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { template } from '../../../../src/core/preset/built-in.ts';
import { isWholeAnswer } from '../../../support/answer-grammar.ts';
import { ownGuide } from '../../../support/own-guide.ts';
import { guidedCall, VOCABULARY } from '../../../support/guided-call.ts';
import { seeded } from '../../../support/seeded.ts';

const glassrank = template('glassrank-1');
const form = { open: glassrank.answerOpen, close: glassrank.answerClose, separator: glassrank.answerSeparator };

function guideFor(options: { count?: number; thoughtTokens?: number; opensThought?: boolean } = {}) {
  return ownGuide({ template: glassrank, count: 3, thoughtTokens: 50, opensThought: true, ...options });
}

function write(guide: ReturnType<typeof guideFor>, ...tokens: string[]): void {
  for (const token of tokens) guide.push(token);
}

describe('createOutputGuide', () => {
  test('a model that picks at random writes a thought within its budget and then a complete permutation', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 30 }),
        fc.boolean(),
        fc.integer(),
        (count, thoughtTokens, opensThought, seed) => {
          const guide = guideFor({ count, thoughtTokens, opensThought });
          const { pieces, finish } = guidedCall({ guide, maxTokens: 400, random: seeded(seed) });
          expect(finish).toBe('stop');
          const text = (opensThought ? glassrank.thoughtOpen : '') + pieces.join('');
          expect(text.startsWith(glassrank.thoughtOpen)).toBe(true);
          const close = text.indexOf(glassrank.thoughtClose);
          expect(isWholeAnswer(text.slice(close + glassrank.thoughtClose.length), count, form)).toBe(true);
          // Tokens whose text ends before the closing tag does are the thought's.
          let length = opensThought ? glassrank.thoughtOpen.length : 0;
          const inThought = pieces.filter(
            (piece) => (length += String(piece).length) > glassrank.thoughtOpen.length && length <= close,
          );
          expect(inThought.length).toBeLessThanOrEqual(thoughtTokens);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('however the text is cut into tokens, a right output is allowed all the way', () => {
    const output = ' [2] says it, <b>not</b> 3 > 1.</think>\n<answer>[2] > [1] > [3]</answer>';
    for (let first = 1; first < output.length; first += 1) {
      for (let second = first + 1; second <= output.length; second += 3) {
        const guide = guideFor();
        for (const token of [output.slice(0, first), output.slice(first, second), output.slice(second)]) {
          if (token === '') continue;
          expect(guide.allowed()(token)).toBe(true);
          guide.push(token);
        }
        expect(guide.complete).toBe(true);
        expect(guide.forced).toBe(false);
      }
    }
  });

  test('no output with one character wrong after the thought is allowed to its end', () => {
    const answer = '</think>\n<answer>[2] > [1] > [3]</answer>';
    for (let at = '</think>'.length; at < answer.length; at += 1) {
      for (const wrong of ['x', '[', '1', '3', '4', ' ', '<', '\n']) {
        if (answer[at] === wrong) continue;
        const changed = answer.slice(0, at) + wrong + answer.slice(at + 1);
        // [3] > [1] > … is another right answer so far; its end is not.
        const guide = guideFor();
        let refused = false;
        for (const character of changed) {
          if (guide.complete || !guide.allowed()(character)) {
            refused = true;
            break;
          }
          guide.push(character);
        }
        expect(refused || !guide.complete, changed).toBe(true);
      }
    }
  });

  test('a token may carry text across the closing tag, with junk it may not', () => {
    const guide = guideFor();
    write(guide, ' so', '</', 'think');
    expect(guide.allowed()('>\n<')).toBe(true);
    expect(guide.allowed()('>[')).toBe(false);
    expect(guide.allowed()('> then')).toBe(false);
    expect(guide.allowed()('ing about it')).toBe(true);
    expect(guide.allowed()('</think>\n<answer>[3] > ')).toBe(true);
    expect(guide.allowed()('</think> [3]')).toBe(false);
  });

  test('a template whose answer opens without white space takes the token ">["', () => {
    const guide = ownGuide({
      template: { ...glassrank, answerOpen: '' },
      count: 2,
      thoughtTokens: 9,
      opensThought: true,
    });
    write(guide, '</think');
    expect(guide.allowed()('>[')).toBe(true);
    expect(guide.allowed()('>]')).toBe(false);
  });

  test('a spent budget demands the closing tag, from where the thought stands', () => {
    const guide = guideFor({ thoughtTokens: 2 });
    write(guide, ' one', ' two</thi');
    expect(guide.forced).toBe(true);
    expect(VOCABULARY.filter((token) => guide.allowed()(token))).toEqual(['n']);
    expect(guide.allowed()('nk>\n')).toBe(true);
    expect(guide.allowed()(' more')).toBe(false);
    write(guide, 'nk>', '\n<answer>[1] > [3] > [2]</answer>');
    expect(guide.complete).toBe(true);
  });

  test('a thought that closes itself is not forced, even with its last token', () => {
    const guide = guideFor({ thoughtTokens: 2 });
    write(guide, ' one', '</think>');
    expect(guide.forced).toBe(false);
  });

  test('no budget closes the thought at once', () => {
    const guide = guideFor({ thoughtTokens: 0 });
    expect(guide.allowed()(' one')).toBe(false);
    expect(guide.allowed()('</think>\n<answer>')).toBe(true);
  });

  test('where the template does not open the thought, the model must', () => {
    const guide = guideFor({ opensThought: false });
    expect(guide.allowed()('well')).toBe(false);
    expect(guide.allowed()('<')).toBe(true);
    expect(guide.allowed()('<think> well')).toBe(true);
    write(guide, '<th', 'ink> well', '</think>\n<answer>[1] > [2] > [3]</answer>');
    expect(guide.complete).toBe(true);
  });

  test('nothing may follow a complete answer, and pushing what was not allowed is a bug', () => {
    const guide = guideFor({ count: 1 });
    write(guide, '</think>\n<answer>[1]</answer>');
    expect(VOCABULARY.some((token) => guide.allowed()(token))).toBe(false);
    expect(() => guide.push(' more')).toThrow(/did not allow " more"/);
  });

  test('the same function object comes back while a thought runs freely, so that engines may keep a mask', () => {
    const guide = guideFor();
    const before = guide.allowed();
    guide.push(' a');
    expect(guide.allowed()).toBe(before);
    guide.push(' b</');
    expect(guide.allowed()).not.toBe(before);
  });
});
