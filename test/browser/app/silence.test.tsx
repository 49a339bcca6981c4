import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { JSX } from 'react';
import { RunSilence, useSilence } from '../../../src/app/features/connect/silence.tsx';
import { PageContext } from '../../../src/app/page/use-page.ts';
import { readStream } from './read-stream.ts';
import { renderPage } from './scripted-page.tsx';

function Told({ moment }: { readonly moment: string | null }): JSX.Element {
  return <p>{useSilence(moment, 60) ? 'silent' : 'waiting'}</p>;
}

test('a moment that lasts is told, the next one begins anew, and where nothing is waited for nothing is told', async () => {
  const screen = await render(<Told moment="asked" />);
  await expect.element(screen.getByText('waiting')).toBeVisible();
  await expect.element(screen.getByText('silent')).toBeVisible();
  await screen.rerender(<Told moment="a word" />);
  await expect.element(screen.getByText('waiting')).toBeVisible();
  await expect.element(screen.getByText('silent')).toBeVisible();
  await screen.rerender(<Told moment={null} />);
  await new Promise((resolve) => setTimeout(resolve, 120));
  await expect.element(screen.getByText('waiting')).toBeVisible();
});

test('of a run that is over, or of the page’s own work before it, nobody says that the server is silent', async () => {
  const page = await renderPage();
  page.store.dispatch({ type: 'log-open', log: readStream('recorded-bees'), origin: { type: 'link' } });
  const screen = await render(
    <PageContext value={page.store}>
      <RunSilence />
    </PageContext>,
  );
  expect(screen.container.textContent).toBe('');
});
