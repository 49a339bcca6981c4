import { afterEach, expect, test, vi } from 'vitest';
import { DEFAULT_PREFERENCES, preferredLanguage } from '../../../src/app/page/preferences.ts';
import { decodePreferences } from '../../../src/app/page/read-kept.ts';
import { LANGUAGES } from '../../../src/app/words/index.ts';
import { renderPage } from './scripted-page.tsx';

afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.dir = 'ltr';
  document.documentElement.lang = 'en';
});

// First of all: a language that was fetched once is there for good.
test('while words are fetched the page stays in the language it has, and the last choice counts', async () => {
  const page = await renderPage();
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof LANGUAGES.ru.words>>>();
  const { words } = LANGUAGES.ru;
  vi.spyOn(LANGUAGES.ru, 'words').mockReturnValueOnce(promise);
  const choice = page.screen.getByLabelText('Language');
  await choice.selectOptions('Русский');
  await expect.element(choice).toHaveValue('ru');
  await expect.element(choice).toHaveAttribute('aria-busy', 'true');
  expect(document.documentElement.lang).toBe('en');
  await expect.element(page.screen.getByLabelText('Query', { exact: true })).toBeVisible();
  await choice.selectOptions('English');
  resolve(await words());
  await expect.element(choice).toHaveAttribute('aria-busy', 'false');
  await expect.element(choice).toHaveValue('en');
  expect(page.store.getState().preferences.language).toBe('en');
});

test('where words cannot be fetched the page stays as it is, says so in one line, and the choice can be tried again', async () => {
  const page = await renderPage();
  vi.spyOn(LANGUAGES.zh, 'words').mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const choice = page.screen.getByLabelText('Language');
  await choice.selectOptions('中文');
  await expect.element(page.screen.getByRole('alert')).toHaveTextContent('The words in 中文 could not be fetched');
  await expect.element(choice).toHaveValue('en');
  expect(document.documentElement.lang).toBe('en');
  expect(page.store.getState().preferences.language).toBe('en');
  await choice.selectOptions('中文');
  await expect.poll(() => document.documentElement.lang).toBe('zh');
  await expect.element(page.screen.getByLabelText('查询', { exact: true })).toBeVisible();
  expect(page.screen.container.querySelector('.language-missing')).toBeNull();
});

test('the interface changes to Persian and runs from right to left; what was typed stays', async () => {
  const page = await renderPage();
  await page.screen.getByLabelText('Query', { exact: true }).fill('why is iron red');
  await page.screen.getByLabelText('Language').selectOptions('فارسی');
  await expect.poll(() => document.documentElement.dir).toBe('rtl');
  expect(document.documentElement.lang).toBe('fa');
  await expect.element(page.screen.getByLabelText('پرسش', { exact: true })).toHaveValue('why is iron red');
  await page.screen.getByLabelText('زبان').selectOptions('English');
  await expect.poll(() => document.documentElement.dir).toBe('ltr');
});

test.each([
  ['ru', 'Запрос', 'Клавиатура'],
  ['zh', '查询', '键盘'],
] as const)('in %s the query field and the keyboard help speak the language', async (language, query, help) => {
  const page = await renderPage({ preferences: { language } });
  await expect.element(page.screen.getByLabelText(query, { exact: true })).toBeVisible();
  await expect.element(page.screen.getByRole('button', { name: help, exact: true })).toBeVisible();
  expect(document.documentElement.lang).toBe(language);
});

test('what is wrong with the input is told in Persian, with what it names, and no English sentence stands beside it', async () => {
  const page = await renderPage({ preferences: { language: 'fa' } });
  const broken =
    '{"query": "q", "candidates": [{"docid": "7", "doc": "a", "score": "high"}, {"doc": {}}, {"docid": "b", "doc": "x"}, "y"]}\n';
  await page.screen.getByLabelText('متن‌ها', { exact: true }).fill(broken);
  await expect.poll(() => page.screen.container.querySelectorAll('.problem').length).toBeGreaterThan(1);
  const told = [...page.screen.container.querySelectorAll('.problem')].map((row) => row.textContent);
  expect(told.join(' ')).toMatch(/امتیاز نامزد \u2068۱\u2069|امتیاز نامزد \u20681\u2069/u);
  await page.screen.getByLabelText('متن‌ها', { exact: true }).fill('{"query": "q", "candidates": [}');
  await expect.poll(() => page.screen.container.querySelector('.problem')?.textContent).toContain('یک مقدار باید می‌آمد');
  expect(page.screen.container.querySelector('.problem')?.textContent).toContain('\u2068}\u2069');
  for (const row of page.screen.container.querySelectorAll('.problem'))
    expect(row.textContent).not.toMatch(/[a-z]{3,} [a-z]{2,}/u);
});

test('the browser’s own languages choose at first, and what was chosen is kept', () => {
  expect(preferredLanguage(['de-CH', 'fa-IR', 'en'])).toBe('fa');
  expect(preferredLanguage(['de'])).toBe('en');
  const saved = JSON.stringify({ language: 'zh', shortcuts: false, keepRuns: false });
  expect(decodePreferences(saved, DEFAULT_PREFERENCES)).toEqual({
    language: 'zh',
    shortcuts: false,
    keepRuns: false,
    keepNothing: false,
    look: 'watch',
    engine: 'automatic',
    lessonsDone: [],
    ownPresets: [],
  });
  for (let cut = 0; cut < saved.length; cut += 1)
    expect(decodePreferences(saved.slice(0, cut), DEFAULT_PREFERENCES)).toEqual(DEFAULT_PREFERENCES);
  expect(decodePreferences('{"language":"xx","shortcuts":3}', DEFAULT_PREFERENCES)).toEqual(DEFAULT_PREFERENCES);
});
