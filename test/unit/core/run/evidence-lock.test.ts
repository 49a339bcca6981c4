import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import cases from '../../../fixtures/lock/cases.json' with { type: 'json' };
import { template } from '../../../../src/core/preset/built-in.ts';
import { createEvidenceLock } from '../../../../src/core/run/lock.ts';
import { ownGuide } from '../../../support/own-guide.ts';
import { isVerbatim } from '../../../../src/core/trace/quotes.ts';
import { findMentions, findQuotes } from '../../../../src/core/trace/mentions.ts';
import { guidedCall, VOCABULARY } from '../../../support/guided-call.ts';
import { seeded } from '../../../support/seeded.ts';

const passages = [
  'The wall fell in 1989, on a cold night.',
  'He said "no" and left; nobody knew why.',
  'Café Müller opened in 1978',
];

/** Whether the whole text may be written, and whether a thought could end there. */
function judge(text: string, given: readonly string[] = passages): 'refused' | 'open' | 'fine' {
  const lock = createEvidenceLock(given);
  const state = lock.after(lock.start, text);
  if (state === null) return 'refused';
  return state.at === 'plain' ? 'fine' : 'open';
}

describe('createEvidenceLock', () => {
  test.each(cases)('$text is $verdict, as it is to the evaluation in Python', ({ passages: given, text, verdict }) => {
    expect(judge(text, given)).toBe(verdict);
  });

  test('a quote copied from the passage it cites may be written', () => {
    expect(judge(' [1] answers it: "fell in 1989". [2] and [3] say less.')).toBe('fine');
  });

  test('a quote with one word that is not there may not', () => {
    expect(judge(' [1] answers it: "fell in 1990')).toBe('refused');
  });

  test('a quote from another passage than the cited one may not', () => {
    expect(judge(' [3] answers it: "fell')).toBe('refused');
  });

  test('a passage that does not exist cannot be cited', () => {
    expect(judge(' [4')).toBe('refused');
    expect(judge(' [0')).toBe('refused');
    expect(judge(' [1] [')).toBe('open');
    expect(judge(' [x')).toBe('refused');
  });

  test('with ten passages [1] and [10] are both open after the first digit', () => {
    const ten = Array.from({ length: 10 }, () => 'a b c');
    expect(judge(' [10] so', ten)).toBe('fine');
    expect(judge(' [1] so', ten)).toBe('fine');
    expect(judge(' [11', ten)).toBe('refused');
  });

  test('a quote begins and ends with whole words', () => {
    expect(judge(' [1]: "all fell')).toBe('refused');
    expect(judge(' [1]: "wall f"')).toBe('refused');
    expect(judge(' [1]: "wall "')).toBe('refused');
    expect(judge(' [1]: "wall fell"')).toBe('fine');
    expect(judge(' [1]: "1989,"')).toBe('fine');
  });

  test('a quote needs a citation before it in the same sentence', () => {
    expect(judge(' They say "wall')).toBe('refused');
    expect(judge(' [1] is right. And "wall')).toBe('refused');
    expect(judge(' [1] is right, with "wall fell" and "cold night"')).toBe('fine');
    expect(judge(' [1]: "wall fell". Then "cold')).toBe('refused');
  });

  test('an empty quote cannot be written', () => {
    expect(judge(' [1]: ""')).toBe('refused');
  });

  test('text right after a quote cannot hide its end', () => {
    expect(judge(' [1]: "wall fell"x')).toBe('refused');
    expect(judge(' [1]: "wall fell", so')).toBe('fine');
    expect(judge(' [1]: "wall fell"</think>')).toBe('fine');
  });

  test('other quote marks, which could hide a made-up quote, cannot be written outside a quote', () => {
    for (const mark of ['“', '”', '„', '«', '»', '「', '『']) expect(judge(` [1]: ${mark}`)).toBe('refused');
  });

  test('letters that a vocabulary may lack never trap the model inside a quote', () => {
    const lock = createEvidenceLock(passages);
    const open = lock.after(lock.start, ' [3]: "Caf');
    expect(open).not.toBeNull();
    expect(open === null ? null : lock.after(open, '"')).not.toBeNull();
    // After "Café " only the ü of Müller is further on, but M can always be written.
    expect(judge(' [3]: "Café ')).toBe('open');
    expect(judge(' [1]: "слово ', ['слово дело'])).toBe('refused');
    expect(judge(' [1]: "слово дело"', ['слово дело'])).toBe('fine');
  });

  test('where words are not divided by spaces a quote may begin and end anywhere', () => {
    expect(judge(' [1]: "城墙倒"', ['柏林城墙倒塌了'])).toBe('fine');
  });

  test('however the text is cut, it is judged the same', () => {
    const text = ' [2] says it: "nobody knew why". [1], [3] say less.';
    const lock = createEvidenceLock(passages);
    for (let cut = 0; cut <= text.length; cut += 1) {
      const half = lock.after(lock.start, text.slice(0, cut));
      expect(half).not.toBeNull();
      expect(half === null ? null : lock.after(half, text.slice(cut))?.at).toBe('plain');
    }
  });

  test('whatever a random model writes under the lock, it cites what exists and quotes what stands there', () => {
    const likely = [
      ' [1]: "',
      ' [2] says "',
      '[3], "',
      '"',
      '",',
      '". ',
      ' and "',
      ' wall',
      'wall',
      ' fell',
      'fell',
      ' in',
      ' 1989',
    ];
    const copied = [
      'nobody',
      ' knew',
      ' why',
      ' left',
      'He',
      ' said',
      ' opened',
      'opened',
      ' Müller',
      'Caf',
      'é',
      ' on',
      ' a',
      ' cold',
    ];
    // Every vocabulary can write each ASCII character.
    const ascii = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at));
    const vocabulary = [...VOCABULARY, ...ascii, ...Array.from({ length: 4 }, () => [...likely, ...copied]).flat()];
    let quotes = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const evidence = passages;
        const guide = ownGuide({
          template: template('glassrank-1'),
          count: 3,
          thoughtTokens: 60,
          opensThought: true,
          evidence,
        });
        const { pieces, finish } = guidedCall({ guide, maxTokens: 400, vocabulary, random: seeded(seed) });
        expect(finish).toBe('stop');
        const thought = pieces.join('').split('</think>')[0] ?? '';
        for (const { unknown } of findMentions(thought, 3)) expect(unknown).toEqual([]);
        for (const { text, identifier } of findQuotes(thought, 3)) {
          quotes += 1;
          expect(identifier, thought).not.toBeNull();
          expect(isVerbatim(text, passages[(identifier ?? 0) - 1] ?? ''), thought).toBe(true);
        }
      }),
      { numRuns: 120, seed: 11 },
    );
    expect(quotes).toBeGreaterThan(100);
  });
});
