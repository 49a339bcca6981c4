import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGUAGE_CODES } from '../../../../src/app/words/index.ts';
import type { Words } from '../../../../src/app/words/index.ts';
import * as presets from '../../../../src/app/words/en/preset.ts';
import { packs } from '../../../support/packs.ts';

// What a person has written may end as a sentence does. A sentence of ours that ends in it would have two marks: "Deleted: What boils?."

const FOLDER = new URL('../../../../src/app/words/', import.meta.url);
/** Expressions that stand for what a person wrote: a name, a title, a query, an id. */
const WRITTEN = /\b(?:name|title|query|docId|prompt|configuration|label)\)?$/u;
/** Names that are ours. */
const OWN = /strategies\[/u;
/** Of these areas the word is that of a model or a GPU, which ends in no mark. */
const OF_MODELS = new Set(['models.ts', 'model.ts']);
const MARK_NEXT = /\$\{([^{}]*)\}(?:\\u2069|\u2069)?[.?!…。？！؟]/gu;

test.each(LANGUAGE_CODES)('no sentence of %s puts its full stop straight behind what a person wrote', (language) => {
  const found = readdirSync(new URL(`${language}/`, FOLDER)).flatMap((area) =>
    OF_MODELS.has(area)
      ? []
      : [...readFileSync(new URL(`${language}/${area}`, FOLDER), 'utf8').matchAll(MARK_NEXT)]
          .filter(([, expression = '']) => WRITTEN.test(expression) && !OWN.test(expression))
          .map(([sentence]) => `${area}: ${sentence}`),
  );
  expect(found).toEqual([]);
});

test('the rule finds such a sentence, and passes one in quotes', () => {
  const judge = (source: string): boolean =>
    [...source.matchAll(MARK_NEXT)].some(([, expression = '']) => WRITTEN.test(expression));
  expect(judge('`Deleted: ${name}.`')).toBe(true);
  expect(judge('`حذف شد: \\u2068${found.name}\\u2069.`')).toBe(true);
  expect(judge('`已删除：${set(found.docId)}。`')).toBe(true);
  expect(judge('`Deleted: “${name}”.`')).toBe(false);
  expect(judge('`Deleted: ${runs}.`')).toBe(false);
});

const ENDINGS = ['What boils?', 'Stop!', 'It is so.', 'and then …', 'Что кипит?', '什么会沸腾？', '沸腾了。', 'چه می‌جوشد؟'];

describe.each(LANGUAGE_CODES)('in %s', (language) => {
  const words: Words = packs[language];
  const told: readonly (readonly [string, (text: string) => string])[] = [
    ['a run that was deleted', (text) => words.history.removed(text)],
    ['a prompt that was deleted', (text) => (words.presets ?? presets).preset.removed(text)],
    ['a replay of a file', (name) => words.shell.opened({ type: 'file', name })],
    ['a replay of a kept run', (name) => words.shell.opened({ type: 'history', name })],
    ['a replay of a comparison', (name) => words.shell.opened({ type: 'experiment', qid: name, configuration: name, name })],
    ['what a run was asked with', (prompt) => words.forecast.ranWith({ prompt, strategy: 'One window' })],
  ];
  test.each(told)('%s stands as it was written, with one mark at a time', (_, tell) => {
    for (const text of ENDINGS) {
      const sentence = tell(text);
      expect(sentence).toContain(text);
      expect(sentence).not.toMatch(/[.?!…。？！؟]\u2069?[.。?!؟]/u);
    }
  });
});
