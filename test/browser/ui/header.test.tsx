import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { renderPage } from './scripted-page.tsx';

const FOLDED = 'Your query, passages and results are never sent anywhere';

test('what is behind a line of the header closes on Escape, and focus returns to the line', async () => {
  const { screen } = await renderPage();
  await screen.getByText('Nothing leaves this machine').click();
  await expect.element(screen.getByText(FOLDED)).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByText(FOLDED)).not.toBeVisible();
  expect(document.activeElement?.textContent).toContain('Nothing leaves this machine');
});

test('and on a press elsewhere', async () => {
  const { screen } = await renderPage();
  await screen.getByText('Nothing leaves this machine').click();
  await screen.getByLabelText('Query', { exact: true }).click();
  await expect.element(screen.getByText(FOLDED)).not.toBeVisible();
});

test('the three ways of answering are offered, locked first, and the choice is kept', async () => {
  const { screen, store } = await renderPage();
  await screen.getByText('Settings', { exact: true }).click();
  await expect.element(screen.getByRole('radio', { name: /^Locked/ })).toBeVisible();
  await screen.getByRole('radio', { name: /^Free/ }).click();
  expect(store.getState().settings.answerMode).toBe('free');
  await expect.element(screen.getByRole('radio', { name: /^Free/ })).toBeChecked();
});
