import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { LANGUAGE_CODES, loadWords, wordsIn } from '../../../src/app/words/index.ts';
import * as english from '../../../src/app/words/en/glossary.ts';
import { renderPage } from './scripted-page.tsx';

test('words of the field lead to what they mean, from where they stand, and back', async () => {
  const page = await renderPage();
  await page.screen.getByLabelText('Query', { exact: true }).fill('my query');
  await page.screen.getByLabelText('Passages', { exact: true }).fill('alpha\n\nbeta\n\ngamma');
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await page.screen.getByText(/Agreement with the first stage/u).click();
  const link = page.screen.getByRole('button', { name: 'Kendall’s tau' });
  await link.click();
  const dialog = page.screen.getByRole('dialog', { name: 'Words of the field' });
  await expect.element(dialog).toBeVisible();
  await expect.poll(() => document.activeElement?.getAttribute('data-term')).toBe('tau');
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(link).toHaveFocus();
});

test.each(LANGUAGE_CODES)('every word of the glossary is explained in %s, in words of its own', async (language) => {
  await loadWords(language);
  const { glossary } = wordsIn(language).stage ?? english;
  for (const [name, term] of Object.entries(glossary.terms)) {
    expect(term.meaning.length, name).toBeGreaterThan(8);
    if (language !== 'en')
      expect(term.meaning).not.toBe(english.glossary.terms[name as keyof typeof english.glossary.terms].meaning);
  }
});
