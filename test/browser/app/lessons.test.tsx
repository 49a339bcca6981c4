import axe from 'axe-core';
import { page as tab, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { format } from '../../../src/app/words/en/format.ts';
import { LANGUAGE_CODES, loadWords, wordsIn } from '../../../src/app/words/index.ts';
import { LESSON_IDS } from '../../../src/app/features/lessons/lesson.ts';
import type { LessonId } from '../../../src/app/features/lessons/lesson.ts';
import { LESSONS } from '../../../src/app/features/lessons/lessons.ts';
import { leftToDeep } from '../../support/profile.ts';
import { renderPage } from './scripted-page.tsx';
import type { ScriptedPage } from './scripted-page.tsx';

const keys = async (text: string, times = 1): Promise<void> => {
  if (times > 0) await userEvent.keyboard(text.repeat(times));
};

/** The one action of each lesson, by keys alone: the stage has the focus when it begins. */
const ACTIONS: Readonly<Record<LessonId, () => Promise<void>>> = {
  async reranking() {
    await keys('{End} ');
    await keys('{ArrowUp}', 4);
    await keys(' ');
  },
  ways: () => keys('{Enter}', 4),
  windows: () => keys('{Enter}', 5),
  horses: () => keys('{Enter}', 7),
  async trace() {
    await keys('1{ArrowDown}2{ArrowDown}3{ArrowDown}4');
  },
  async thinking() {
    await keys('{Enter}{Enter}{Tab}{Enter}{Enter}{Enter}');
  },
  votes: () => keys('{Enter}', 5),
  async broken() {
    await userEvent.selectOptions(document.activeElement as HTMLElement, 'after');
  },
  attacks: () => keys(' {ArrowDown}{ArrowDown}'),
  // To the right is less where texts run to the left.
  training: () => keys('{ArrowUp}', 10),
  quantization: () => keys('{End}'),
};

const open = (): Element | null => document.querySelector('.lesson');

async function goTo(page: ScriptedPage, lesson: LessonId): Promise<void> {
  page.store.dispatch({ type: 'lesson-choose', lesson });
  page.store.dispatch({ type: 'page-view-choose', view: 'lessons' });
  await expect.poll(() => open()?.querySelector('.lesson-guess')).not.toBe(null);
}

/** Tab until something in the lesson fits; no more often than a patient person would. */
async function tabTo(selector: string): Promise<number> {
  for (let stops = 1; stops < 30; stops += 1) {
    await keys('{Tab}');
    if (document.activeElement?.matches(selector) === true) return stops;
  }
  throw new Error(`Tab never came to ${selector}`);
}

async function guessAt(place: number): Promise<void> {
  await tabTo('.lesson-guess input');
  await keys(' ');
  await keys('{ArrowDown}', place);
  await keys('{Enter}');
  await expect.poll(() => document.activeElement?.closest('.lesson-stage')).not.toBe(null);
}

async function complaints(): Promise<readonly string[]> {
  // What still fades in is too faint to be read, for a moment.
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
  const { violations } = await axe.run(document.querySelector('main') ?? document, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Sentences of a lesson that are written in English letters alone, and not marked so: four words in a row, which no name has. */
function englishIn(language: string): readonly string[] {
  if (language === 'en') return [];
  const texts = document.createTreeWalker(document.querySelector('.lesson') ?? document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.textContent ?? '';
    const marked = node.parentElement?.closest('[lang]')?.getAttribute('lang') === 'en';
    if (!marked && /(?:^|[^\p{L}])[a-z]+(?: [a-z]+){3}/u.test(text)) found.push(text);
  }
  return found;
}

beforeEach(async () => {
  await Promise.all(LESSON_IDS.map((id) => LESSONS[id].load()));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await tab.viewport(414, 896);
  history.replaceState(null, '', location.pathname);
});

describe.each(LESSON_IDS)('the lesson %s', (id) => {
  test('is done by keyboard alone: guess, action, what came of it; then it is ticked, and nothing of it breaks a rule of access', async () => {
    await tab.viewport(1280, 800);
    const page = await renderPage();
    await goTo(page, id);
    expect(await complaints()).toEqual([]);
    expect(document.querySelector('.lesson-reveal')).toBe(null);
    (document.querySelector('.lesson-list button[aria-current]') as HTMLElement).focus();
    const { lesson } = await LESSONS[id].load();
    const right = lesson.right(lesson.on);
    expect(right).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThan(lesson.said.en.choices(lesson.on, format).length);
    await guessAt(right);
    expect(document.querySelector('.lesson-reveal')).toBe(null);
    await ACTIONS[id]();
    await expect.poll(() => document.querySelector('.lesson-verdict')?.textContent).toContain('As you guessed');
    expect(document.querySelector('.lesson-reveal')?.textContent.length).toBeGreaterThan(100);
    expect(document.querySelector('.lesson-list button[aria-current]')?.textContent).toContain('✓');
    expect(page.store.getState().preferences.lessonsDone).toEqual([id]);
    expect(await complaints()).toEqual([]);
  });

  test('loses no key where keys come quicker than frames are drawn', async () => {
    await tab.viewport(1280, 800);
    const page = await renderPage();
    await goTo(page, id);
    const { lesson } = await LESSONS[id].load();
    vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0);
    await guessAt(lesson.right(lesson.on));
    await ACTIONS[id]();
    await expect.poll(() => document.querySelector('.lesson-verdict')).not.toBe(null);
  });

  test('every word that points has an object on stage, both ways', async () => {
    const page = await renderPage();
    await goTo(page, id);
    const { lesson } = await LESSONS[id].load();
    const told = lesson.said.en
      .text(lesson.on, format)
      .flatMap((paragraph) => paragraph.filter((piece) => typeof piece !== 'string'));
    const pointers = [...document.querySelectorAll<HTMLElement>('.lesson-pointer')];
    expect(pointers).toHaveLength(told.length);
    for (const [place, { to }] of told.entries()) {
      const object = document.querySelector<HTMLElement>(`.lesson-stage [data-object="${to}"]`);
      expect(object, to).not.toBe(null);
      pointers[place]?.focus();
      await expect.poll(() => object?.hasAttribute('data-pointed')).toBe(true);
    }
    const last = told.at(-1);
    if (last === undefined) return;
    (document.activeElement as HTMLElement).blur();
    await userEvent.hover(document.querySelector(`.lesson-stage [data-object="${last.to}"]`) as HTMLElement);
    await expect.poll(() => document.querySelector('.lesson-pointer[data-pointed]')).not.toBe(null);
  });
});

describe.each(LANGUAGE_CODES.filter((code) => code !== 'en'))('in %s', (language) => {
  test(
    'all lessons speak it, on stage too, and are done by the same keys; what a model reads and writes there is marked as English',
    // Persian shows it, and the other direction of writing.
    leftToDeep(language !== 'fa'),
    async () => {
      await loadWords(language);
      await tab.viewport(1280, 800);
      const page = await renderPage({ preferences: { language } });
      for (const id of LESSON_IDS) {
        await goTo(page, id);
        (document.querySelector('.lesson-list button[aria-current]') as HTMLElement).focus();
        const { lesson } = await LESSONS[id].load();
        await guessAt(lesson.right(lesson.on));
        await ACTIONS[id]();
        await expect
          .poll(() => document.querySelector('.lesson-verdict')?.textContent, { message: id })
          .toContain(wordsIn(language).lessons?.lessons.guessedRight ?? 'no words');
        expect(englishIn(language), id).toEqual([]);
      }
      expect(await complaints()).toEqual([]);
    },
  );
});

test('the address names the lesson and opens it; the next one is one press away; what is done can be forgotten', async () => {
  const page = await renderPage({ lesson: 'votes' });
  await expect.poll(() => document.querySelector('.lesson h2')?.textContent).toContain('Position bias');
  expect(new URL(location.href).searchParams.get('lesson')).toBe('votes');
  await expect.poll(() => document.querySelector('.lesson-guess')).not.toBe(null);
  (document.querySelector('.lesson-list button[aria-current]') as HTMLElement).focus();
  await guessAt(0);
  await ACTIONS.votes();
  await page.screen.getByRole('button', { name: 'Next lesson' }).click();
  await expect.poll(() => document.querySelector('.lesson h2')?.textContent).toContain('When answers break');
  await expect.poll(() => document.activeElement?.tagName).toBe('H2');
  await page.screen.getByRole('button', { name: 'Forget what is done' }).click();
  expect(page.store.getState().preferences.lessonsDone).toEqual([]);
  await page.screen.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Workbench' }).click();
  await expect.poll(() => new URL(location.href).searchParams.get('lesson')).toBe(null);
});

test('on a phone the strip of lessons shows the one that is open, also the last of them', async () => {
  await tab.viewport(390, 844);
  const page = await renderPage({ lesson: 'quantization' });
  const seen = (): boolean => {
    const strip = document.querySelector('.lesson-list ol')?.getBoundingClientRect();
    const open = document.querySelector('.lesson-list [aria-current]')?.getBoundingClientRect();
    return strip !== undefined && open !== undefined && open.left >= strip.left - 1 && open.right <= strip.right + 1;
  };
  await expect.poll(seen).toBe(true);
  page.store.dispatch({ type: 'lesson-choose', lesson: 'reranking' });
  await expect.poll(() => document.querySelector('.lesson-list [aria-current]')?.textContent).toContain('1 ·');
  await expect.poll(seen).toBe(true);
});

test('a lesson yields a real list in the workbench, with the prompt that it names', async () => {
  const page = await renderPage({ lesson: 'ways' });
  await expect.poll(() => open()).not.toBe(null);
  (document.querySelector('.lesson-list button[aria-current]') as HTMLElement).focus();
  await guessAt(1);
  await ACTIONS.ways();
  await page.screen.getByRole('button', { name: 'Try it on a real list' }).click();
  await expect.poll(() => page.store.getState().view).toBe('workbench');
  const { input, settings } = page.store.getState();
  expect(input.query).toBe('query of bees');
  expect(settings.method?.preset.id).toBe('rank-k');
});

test('an address names a sample, a prompt and a lesson at once; names that nothing has are passed over', async () => {
  const page = await renderPage({ lesson: 'ways', taken: { sample: 'kettle', preset: 'rankgpt' } });
  await expect.poll(() => page.store.getState().settings.method?.preset.id).toBe('rankgpt');
  expect(page.store.getState().input.query).toBe('query of kettle');
  expect(page.store.getState().view).toBe('lessons');
  const other = await renderPage({ taken: { sample: '../secret', preset: 'nobody' } });
  await expect.poll(() => other.store.getState().probe.type).toBe('found');
  expect(other.store.getState().input.query).toBe('');
  expect(other.store.getState().settings.method).toBe(undefined);
});

test('between the list of lessons and the stage there are at most three stops of the Tab key', async () => {
  const page = await renderPage();
  for (const id of LESSON_IDS) {
    await goTo(page, id);
    (document.querySelector('.lesson-list button[aria-current]') as HTMLElement).focus();
    expect(await tabTo('.lesson-guess input'), id).toBeLessThanOrEqual(3);
  }
});
