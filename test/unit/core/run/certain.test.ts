import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnswerAutomaton } from '../../../../src/core/answer/automaton.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { createOutputGuide } from '../../../../src/core/run/guide.ts';
import type { ThinkingGuide } from '../../../../src/core/run/guide.ts';
import { createEvidenceLock } from '../../../../src/core/run/lock.ts';
import type { QuotablePassage } from '../../../../src/core/run/lock.ts';
import { sized } from '../../../support/profile.ts';
import { seeded } from '../../../support/seeded.ts';

// What a guide says must come next, may come next where that is little, and may not where nearly all may: engines take its word for it.

const passages = [
  'The wall fell in 1989, on a cold night. Thousands came.',
  'He said [it] and “left” <them>. The wall fell later.',
  'Ein Zug fährt ab; das «Café» schließt. 東京 is far.',
];
const stretches: readonly QuotablePassage[] = passages.map((text) => ({
  text,
  quotable: Array.from(text.matchAll(/[^."]+\./gu), ({ 0: one, index }) => ({
    from: index + one.length - one.trimStart().length,
    to: index + one.length,
    lean: 0,
  })),
}));
const pieces = [
  ...new Set(
    [...passages, '</think>\n<answer>[1] > [2] > [3]</answer>', '[/THINK][THINK]<think>', ' "“”],.;:<>/ \n'].flatMap((text) =>
      Array.from(text, (_, at) => [1, 2, 3, 7].map((length) => text.slice(at, at + length))).flat(),
    ),
  ),
  ' [1',
  '] says "',
  '", ',
  '".',
  '"]',
  ' </think>',
  '[2]',
  '] > [',
  'zebra',
  ' [/TH',
  'INK]',
];

const settings = fc.record({
  seed: fc.nat(),
  tag: fc.constantFrom('angle', 'bracket'),
  evidence: fc.constantFrom('none', 'texts', 'stretches'),
  thoughtTokens: fc.constantFrom(0, 3, 30),
  before: fc.boolean(),
  shape: fc.constantFrom('glassrank-1', 'instruct-think'),
});

function guideOf({
  tag,
  evidence,
  thoughtTokens,
  before,
  shape,
}: typeof settings extends fc.Arbitrary<infer S> ? S : never): ThinkingGuide {
  return createOutputGuide({
    tags: tag === 'angle' ? { open: '<think>', close: '</think>' } : { open: '[THINK]', close: '[/THINK]' },
    answer: createAnswerAutomaton({ shape: preset(shape).answer, count: passages.length }),
    begins: before ? 'before' : 'thought',
    thoughtTokens,
    ...(evidence === 'none' ? {} : { evidence: evidence === 'texts' ? passages : stretches }),
  });
}

describe('a guide', () => {
  test('says what must come, and of what it need not be asked, as it allows it, at every place of any output', () => {
    let certainSeen = 0;
    fc.assert(
      fc.property(settings, (given) => {
        const guide = guideOf(given);
        const random = seeded(given.seed);
        for (let step = 0; step < 40 && !guide.complete; step += 1) {
          const allowed = guide.allowed();
          const may = pieces.filter((piece) => allowed(piece));
          const sure = guide.certain?.() ?? '';
          if (sure !== '') {
            certainSeen += 1;
            for (const piece of may) if (!sure.startsWith(piece) && !piece.startsWith(sure)) expect.fail(`${sure} / ${piece}`);
          }
          const narrow = guide.narrow?.() ?? null;
          if (narrow !== null) {
            const named = ({ texts, mark, beyond }: typeof narrow, piece: string): boolean =>
              (mark !== undefined && piece.includes(mark)) ||
              texts.some((text) => text.startsWith(piece) || (beyond === true && piece.startsWith(text)));
            for (const piece of may) if (!named(narrow, piece)) expect.fail(`${JSON.stringify(narrow)} leaves out ${piece}`);
          }
          const wide = guide.wide?.() ?? null;
          if (wide !== null) {
            for (const piece of pieces) {
              if (wide.begins.includes(piece.charAt(0)) || [...piece].some((unit) => wide.marks.includes(unit))) continue;
              if (allowed(piece) !== wide.mayBegin(piece.charCodeAt(0))) expect.fail(`${JSON.stringify(wide)} and ${piece}`);
            }
          }
          const piece = may[Math.floor(random() * may.length)];
          if (piece === undefined) return;
          guide.push(piece);
        }
      }),
      { numRuns: sized(1500) },
    );
    expect(certainSeen).toBeGreaterThan(100);
  });

  test('a quote that has been chosen goes on by itself to its end, and so does an answer', () => {
    const guide = createOutputGuide({
      tags: { open: '<think>', close: '</think>' },
      answer: createAnswerAutomaton({ shape: preset('glassrank-1').answer, count: 3 }),
      begins: 'before',
      thoughtTokens: 90,
      evidence: stretches,
    });
    const sure = (): string => guide.certain?.() ?? '';
    expect(sure()).toBe('<think>');
    guide.push('<think>');
    expect(sure()).toBe('');
    guide.push('[1');
    expect(sure()).toBe(']');
    guide.push('] says "');
    expect(sure()).toBe('Th');
    guide.push('The');
    expect(sure()).toBe(' wall fell in 1989, on a cold night."');
    guide.push(' wall fell in 1989, on a cold night."');
    expect(sure()).toBe('');
    guide.push('.</think>');
    expect(sure()).toBe('\n<answer>[');
    guide.push('\n<answer>[2');
    expect(sure()).toBe('] > [');
    guide.push('] > [1');
    expect(sure()).toBe('] > [3]</answer>');
  });

  test('before a letter that a vocabulary may lack a quote is not sure', () => {
    const guide = guideOf({
      seed: 0,
      tag: 'angle',
      evidence: 'stretches',
      thoughtTokens: 30,
      before: false,
      shape: 'glassrank-1',
    });
    guide.push('[3] says "Ein Zug');
    expect(guide.certain?.()).toBe(' f');
  });

  test('where a vocabulary lacks the next letter with the space before it, a quote may close: it would have nowhere to go', () => {
    const text = 'We went to 東京 today.';
    const lock = createEvidenceLock([{ text, quotable: [{ from: 0, to: text.length, lean: 0 }] }]);
    const after = (written: string) => lock.after(lock.start, `[1] "${written}`);
    const state = after('We went to');
    expect(state === null ? '?' : lock.certain(state)).toBe('');
    expect(after('We went to"')).not.toBe(null);
    expect(after('We went"')).toBe(null);
    expect(after('We went to 東京 today."')).not.toBe(null);
  });
});
