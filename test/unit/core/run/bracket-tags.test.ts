import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnswerAutomaton } from '../../../../src/core/answer/automaton.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { createOutputGuide } from '../../../../src/core/run/guide.ts';
import type { ThinkingGuide } from '../../../../src/core/run/guide.ts';

// Magistral and Ministral think between [THINK] and [/THINK], which begin as a citation does: a thought that is held to its evidence must end all the same.

const evidence = ['The wall fell in 1989, on a cold night.', 'He said [it] and left <them>.'];
const ANSWER = '\n<answer>[2] > [1]</answer>';

function guideOf(tag: 'angle' | 'bracket', thoughtBefore?: string): ThinkingGuide {
  const { answer } = preset('instruct-think');
  const tags = tag === 'angle' ? { open: '<THINK]', close: '</THINK]' } : { open: '[THINK]', close: '[/THINK]' };
  const begun = thoughtBefore === undefined ? {} : { thoughtBefore };
  return createOutputGuide({
    tags,
    answer: createAnswerAutomaton({ shape: answer, count: evidence.length }),
    begins: thoughtBefore === undefined ? 'before' : 'thought',
    thoughtTokens: 1000,
    evidence,
    ...begun,
  });
}

/** How many of the texts a guide takes one after the other. */
function taken(guide: ThinkingGuide, texts: readonly string[]): number {
  for (const [place, text] of texts.entries()) {
    if (guide.complete || !guide.allowed()(text)) return place;
    guide.push(text);
  }
  return texts.length;
}

const whole = (guide: ThinkingGuide, ...texts: string[]): boolean => taken(guide, texts) === texts.length && guide.complete;

describe('a thought between bracket tags that is held to its evidence', () => {
  test('closes by itself, in one token or in several, after a citation and after a quote', () => {
    expect(whole(guideOf('bracket'), '[THINK]', ' [1] says "fell in 1989".', '[/THINK]', ANSWER)).toBe(true);
    expect(whole(guideOf('bracket'), '[THINK]', '[2]', '[', '/TH', 'INK', `]${ANSWER}`)).toBe(true);
    expect(whole(guideOf('bracket'), '[THINK]', 'so.[', '/THINK]\n', '<answer>[2] > [1]</answer>')).toBe(true);
  });

  test('still cites only passages that exist, and quotes only what stands in them', () => {
    expect(taken(guideOf('bracket'), ['[THINK]', '[3', ']'])).toBe(1);
    expect(taken(guideOf('bracket'), ['[THINK]', '[', '3', ']'])).toBe(2);
    expect(taken(guideOf('bracket'), ['[THINK]', '[', '/x'])).toBe(2);
    expect(taken(guideOf('bracket'), ['[THINK]', '[1] says "fell in 1990'])).toBe(1);
  });

  test('does not close inside a quote or a citation', () => {
    expect(taken(guideOf('bracket'), ['[THINK]', '[1] says "fell in', '[/THINK]'])).toBe(2);
    expect(taken(guideOf('bracket'), ['[THINK]', '[1] says "fell in', '['])).toBe(2);
    expect(taken(guideOf('bracket'), ['[THINK]', '[1', '[/THINK]'])).toBe(2);
  });

  test('copies a bracket that stands in the passage', () => {
    expect(whole(guideOf('bracket'), '[THINK]', '[2] "He said ', '[', 'it] and left"', '[/THINK]', ANSWER)).toBe(true);
  });

  test('goes on from what it holds already, also from a tag that was begun', () => {
    expect(whole(guideOf('bracket', '[1] is good.['), '/THINK]', ANSWER)).toBe(true);
    expect(whole(guideOf('bracket', '[1] is good.['), '2]', '[/THINK]', ANSWER)).toBe(true);
    expect(taken(guideOf('bracket', '[1] is good.['), ['3]'])).toBe(0);
  });

  test('takes what one between angle tags takes, however it is cut into tokens', () => {
    const pieces = [
      '[1]',
      '[2]',
      '[3]',
      '[',
      '1',
      ']',
      '"',
      '"The wall',
      ' fell',
      ' in 1989',
      'it',
      ' and left',
      '<',
      '<them>',
      ' ',
      '.',
    ];
    const thoughts = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((texts) => texts.join(''));
    const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(thoughts, cuts, (thought, lengths) => {
        const write = (tag: 'angle' | 'bracket'): boolean => {
          const open = tag === 'angle' ? '<THINK]' : '[THINK]';
          const close = tag === 'angle' ? '</THINK]' : '[/THINK]';
          const guide = guideOf(tag);
          const tokens: string[] = [open];
          let rest = thought + close;
          for (const length of lengths) {
            if (rest === '') break;
            tokens.push(rest.slice(0, length));
            rest = rest.slice(length);
          }
          return whole(guide, ...tokens, ...(rest === '' ? [] : [rest]), ANSWER);
        };
        expect(write('bracket')).toBe(write('angle'));
      }),
    );
  });
});
