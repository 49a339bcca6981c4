import { describe, expect, it } from 'vitest';
import * as english from '../../../../src/app/words/en/preset.ts';
import { LANGUAGE_CODES, loadWords, wordsIn } from '../../../../src/app/words/index.ts';
import type { PresetFileFault, PresetNote } from '../../../../src/core/preset/problem.ts';
import type { RunProblem } from '../../../../src/core/run/problem.ts';
import { docId } from '../../../../src/core/request.ts';

type Each<Found extends { readonly code: string }> = {
  readonly [Code in Found['code']]: Extract<Found, { readonly code: Code }>;
};

/** What is told of a preset: one of each code, with telling values. */
function plain<Code extends string>(...codes: readonly Code[]): { [One in Code]: { code: One; path: string } } {
  return Object.fromEntries(codes.map((code) => [code, { code, path: 'cut.most' }])) as {
    [One in Code]: { code: One; path: string };
  };
}

const path = 'answer.tie';
const FAULTS = {
  ...plain('not-text', 'not-a-number', 'not-true-or-false', 'not-a-list', 'not-an-object', 'missing-field', 'unknown-field'),
  ...plain('empty', 'bad-id', 'no-query', 'no-passages', 'no-take', 'no-identifier', 'no-message', 'system-not-first'),
  ...plain('last-not-user', 'completion-turns', 'best-needs-words', 'equal-tags', 'bare-labels', 'tie-is-separator'),
  ...plain('words-alike', 'range-reversed', 'passages-endless', 'two-tokens'),
  'not-one-of': { code: 'not-one-of', path, among: ['marks', 'none'] },
  'out-of-range': { code: 'out-of-range', path, kind: 'decimal', found: 3, least: 0, most: 2, above: true },
  'unknown-name': { code: 'unknown-name', path, name: 'txt', known: ['text'] },
  'not-once': { code: 'not-once', path, name: 'text', times: 2 },
  'passages-repeated': { code: 'passages-repeated', path, times: 2 },
  'needless-take': { code: 'needless-take', path, question: 'order' },
  'other-answer': { code: 'other-answer', path, question: 'relevance', found: 'order', among: ['word', 'grade'] },
  'other-strategy': { code: 'other-strategy', path, question: 'order', found: 'pointwise', among: ['sliding'] },
  'too-many-letters': { code: 'too-many-letters', path, shown: 27, most: 26 },
  'not-json': { code: 'not-json', problem: { at: 0, code: 'bad-json', fault: { type: 'endless-string' } } },
  'too-large': { code: 'too-large', bytes: 3_000_000, most: 100_000 },
  'not-yaml': { code: 'not-yaml', reason: 'Missing closing quote' },
  'not-a-template': { code: 'not-a-template', begin: 'method: "pointwise"' },
  'section-name': { code: 'section-name' },
  'section-not-text': { code: 'section-not-text', section: 'body' },
  'no-section': { code: 'no-section', section: 'body' },
  'no-method': { code: 'no-method', known: ['pointwise'] },
  'other-method': { code: 'other-method', method: 'pairwise', known: ['pointwise'] },
  'nothing-filled': { code: 'nothing-filled', section: 'system_message' },
  'no-counterpart': { code: 'no-counterpart', section: 'prefix', name: 'psg', known: [] },
  'single-brace': { code: 'single-brace', section: 'prefix', brace: '}' },
  'doubled-braces': { code: 'doubled-braces', section: 'prefix' },
  preset: { code: 'preset', problem: { code: 'no-query', path: 'cut.most' } },
} as unknown as Each<PresetFileFault>;

const NOTES: Each<PresetNote> = {
  ...plain('rank-llm-defaults', 'bucket-for-score', 'yes-no-assumed', 'answer-assumed', 'plain-text', 'more-messages'),
  ...plain('other-turns', 'other-pointwise', 'passages-not-once', 'left-out', 'ties-plain', 'words-unsaid'),
  ...plain('score-for-bucket', 'separator-at-end', 'system-as-it-is', 'always-brackets', 'no-prefill', 'no-prior-weight'),
  ...plain('no-separator', 'no-reading-scores'),
  'section-left-out': { code: 'section-left-out', section: 'foo' },
  'other-question': { code: 'other-question', question: 'best' },
  'thought-tokens': { code: 'thought-tokens', tokens: 192 },
  'other-cut': { code: 'other-cut', most: 40, unit: 'words', from: 'best' },
  'title-form': { code: 'title-form', form: 'T: …' },
} as unknown as Each<PresetNote>;

const REFUSED: Each<RunProblem> = {
  'out-of-range': { code: 'out-of-range', field: 'windowSize', kind: 'whole', found: 1, least: 2, most: 100 },
  'not-a-choice': { code: 'not-a-choice', field: 'answerMode', found: 'x', among: ['free'] },
  'repeated-docid': { code: 'repeated-docid', docId: docId('d1') },
  'first-stage-order': { code: 'first-stage-order' },
  'first-stage-scores': { code: 'first-stage-scores' },
  'first-stage-windows': { code: 'first-stage-windows' },
  'other-question': { code: 'other-question', prompt: 'RankGPT', question: 'order', strategy: 'pointwise', asked: 'relevance' },
  'scores-unwritten': { code: 'scores-unwritten', prompt: 'GroupRank' },
  'no-likelihoods': { code: 'no-likelihoods' },
  'no-reading': { code: 'no-reading', prompt: 'RankGPT', lacks: 'prompt' },
  'free-thought': { code: 'free-thought' },
  'cannot-be-held': { code: 'cannot-be-held', answerMode: 'locked' },
  'cannot-resume': { code: 'cannot-resume', differs: 'prompt' },
  'cannot-go-on': { code: 'cannot-go-on', prompt: 'Rank1' },
};

describe.each(LANGUAGE_CODES)('in %s', (language) => {
  it('every fault of a preset says what is wrong and what to do, no two alike', async () => {
    await loadWords(language);
    const { problem } = (wordsIn(language).presets ?? english).presetFaults;
    const told = Object.values<PresetFileFault>(FAULTS).map(problem);
    for (const text of told) {
      expect(text).not.toMatch(/undefined|NaN|object Object/u);
      expect(text.split(/[.。؟:：,，;]\s?/u).filter((part) => part.trim() !== '').length).toBeGreaterThan(1);
      expect(text).toMatch(/[.。]$/u);
    }
    // The problem of a preset within a template is told as itself.
    expect(new Set(told).size).toBe(told.length - 1);
  });

  it('every note and every refusal is one whole sentence or two', async () => {
    await loadWords(language);
    const { presetFaults } = wordsIn(language).presets ?? english;
    const { refused } = wordsIn(language);
    const told = [
      ...Object.values<PresetNote>(NOTES).map(presetFaults.note),
      ...Object.values<RunProblem>(REFUSED).map(refused.problem),
    ];
    for (const text of told) {
      expect(text).not.toMatch(/undefined|NaN|object Object/u);
      expect(text).toMatch(/[.。]\u2069?$/u);
    }
    expect(new Set(told).size).toBe(told.length);
  });
});
