import { expect, test } from 'vitest';
import { renderPage } from './scripted-page.tsx';

const mark = (): HTMLElement | null => document.querySelector('.request-mark');

test('requests are counted from when something stands on the page, listed with address and size, and forgotten with it', async () => {
  const { screen } = await renderPage();
  expect(mark()).toBe(null);
  const query = screen.getByLabelText('Query', { exact: true });
  await query.fill('my query');
  await expect.poll(() => mark()?.textContent).toContain('0 requests since you pasted');
  await fetch(`${location.origin}/icon.svg?one=1`);
  await expect.poll(() => mark()?.dataset['requests']).toBe('1');
  expect(mark()?.textContent).toContain('1 request since you pasted');
  expect(mark()?.dataset['away']).toBe('0');
  await screen.getByText('1 request since you pasted').click();
  const list = screen.getByRole('group', { name: 'Requests, as the browser reports them' });
  await expect.element(list).toHaveTextContent('/icon.svg');
  await expect.element(screen.getByText(/It does not report other tabs, extensions or itself/u)).toBeVisible();
  await fetch('https://glassrank.invalid/', { mode: 'no-cors' }).catch(() => {});
  await expect.poll(() => mark()?.dataset['away']).toBe('1');
  await query.fill('');
  await expect.poll(mark).toBe(null);
  await query.fill('another');
  await expect.poll(() => mark()?.dataset['requests']).toBe('0');
});
