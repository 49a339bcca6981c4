import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LANGUAGE_CODES, loadWords, wordsIn } from '../../../../../src/app/words/index.ts';
import type { Language } from '../../../../../src/app/words/index.ts';
import { galleryEntry } from '../../../../../src/app/features/gallery/entries.ts';
import { initialState } from '../../../../../src/app/page/reduce.ts';
import { drawnPage, loadPage } from '../../../../support/drawn-page.tsx';
import { PRESETS } from '../../../../../src/core/preset/built-in.ts';
import { perfectJudge, runJudged } from '../../../../../src/core/strategy/perfect-judge.ts';
import { LESSON_IDS } from '../../../../../src/app/features/lessons/lesson.ts';
import type { Lesson, LessonId, Said } from '../../../../../src/app/features/lessons/lesson.ts';
import { LESSONS } from '../../../../../src/app/features/lessons/lessons.ts';

const lessonOf = async (id: LessonId): Promise<Lesson> => (await LESSONS[id].load()).lesson;
const plain = (said: readonly Said[]): string =>
  said.map((paragraph) => paragraph.map((piece) => (typeof piece === 'string' ? piece : piece.said)).join('')).join('\n');

describe.each(LESSON_IDS)('the lesson %s', (id) => {
  it('begins undone, asks a question with different answers, one of which is right, and ends in a list and a prompt that are there', async () => {
    const lesson = await lessonOf(id);
    const { said, on, out } = lesson;
    expect(lesson.id).toBe(id);
    expect(lesson.complete(on)).toBe(false);
    expect(existsSync(`public/samples/${out.sample}.json`)).toBe(true);
    if (out.recorded !== undefined) expect(galleryEntry(out.recorded)?.id).toBe(out.recorded);
    if (out.preset !== undefined) expect(PRESETS.map((preset) => preset.id)).toContain(out.preset);
    for (const language of Object.keys(said) as Language[]) {
      await loadWords(language);
      const { format } = wordsIn(language);
      const words = said[language];
      const choices = words.choices(on, format);
      expect(choices).toHaveLength(said.en.choices(on, format).length);
      expect(new Set(choices).size).toBe(choices.length);
      expect(choices[lesson.right(on)]).toBeTypeOf('string');
      const told = [words.text(on, format), words.reveal(on, format)];
      // Each language points at the same objects.
      const pointers = (paragraphs: readonly Said[]): readonly string[] =>
        paragraphs.flatMap((paragraph) => paragraph.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.to]))).toSorted();
      expect(told.map(pointers)).toEqual([said.en.text(on, format), said.en.reveal(on, format)].map(pointers));
      const text = [...told.map(plain), words.question(on, format), ...choices, words.action, words.out].join('\n');
      // A figure that could not be reckoned would stand there as one of these.
      expect(text).not.toMatch(/NaN|undefined|null|Infinity|\[object/u);
    }
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each(LANGUAGE_CODES)('every lesson is drawn with the page in %s, and begins with its guess', async (language) => {
  // The page asks how wide the screen is; here is none.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
  await Promise.all([loadPage(), loadWords(language)]);
  for (const id of LESSON_IDS) {
    const preferences = { ...initialState.preferences, language };
    const page = drawnPage({ ...initialState, modelId: 'm', view: 'lessons', lesson: id, preferences });
    const { said, on } = await lessonOf(id);
    const { format } = wordsIn(language);
    expect(page.replaceAll('&quot;', '"').replaceAll('&#x27;', "'"), id).toContain(said[language].question(on, format));
  }
});

it('twenty-five horses: five races with every horse, one of the winners, one of those that can still be second or third', () => {
  const worth = (position: number): number => ((position * 7 + 3) % 25) / 25;
  const races = runJudged({
    spec: { type: 'certified-top', size: 5, top: 3, budget: 1000 },
    count: 25,
    judge: perfectJudge(worth),
  });
  expect(races).toHaveLength(7);
  expect(
    races
      .slice(0, 5)
      .flatMap(({ call }) => [...call.members])
      .toSorted((one, other) => one - other),
  ).toEqual(Array.from({ length: 25 }, (_, position) => position));
  const winners = races.slice(0, 5).map(({ answer }) => answer.groups[0]?.[0]);
  expect(races[5]?.call.members.toSorted((one, other) => one - other)).toEqual(
    winners.toSorted((one = 0, other = 0) => one - other),
  );
  const fastest = races[5]?.answer.groups[0]?.[0];
  expect(races[6]?.call.members).not.toContain(fastest);
  expect(races[5]?.certificate?.certified.flat()).toEqual([fastest]);
});
