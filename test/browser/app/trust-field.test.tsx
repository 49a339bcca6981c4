import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { renderPage } from './scripted-page.tsx';

test('trust in the first stage takes quarters, and keeps the last fit number while an unfit one is named', async () => {
  const { screen, store } = await renderPage();
  await screen.getByText('Settings', { exact: true }).click();
  const field = screen.getByLabelText('Trust in the first stage');
  await field.fill('1.5');
  expect(store.getState().settings).toEqual({ priorWeight: 1.5 });
  await field.click();
  await userEvent.keyboard('{ArrowUp}');
  expect(store.getState().settings).toEqual({ priorWeight: 1.75 });
  await field.fill('5');
  await expect.element(screen.getByText('A number from 0 to 4; until then 1.75 stays.')).toBeVisible();
  expect(store.getState().settings).toEqual({ priorWeight: 1.75 });
  await userEvent.tab();
  await expect.element(field).toHaveValue(1.75);
});
