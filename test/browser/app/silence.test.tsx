import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { ServerLine } from '../../../src/app/features/connect/server-line.tsx';
import { ConnectContext } from '../../../src/app/features/connect/setup.ts';
import type { ConnectSetup } from '../../../src/app/features/connect/setup.ts';
import { createSilence } from '../../../src/app/features/connect/silence.ts';
import { selectStill } from '../../../src/app/page/select.ts';
import { renderPage } from './scripted-page.tsx';

test('that a server is silent stands under the line that every view has, as long as it lasts', async () => {
  const page = await renderPage();
  const silence = createSilence();
  const setup: ConnectSetup = {
    server: null,
    form: { key: '', model: '', connect: false },
    secure: false,
    silence,
    use: () => {},
    leaveFor: () => true,
  };
  const screen = await render(
    <ConnectContext value={setup}>
      <ServerLine state={selectStill(page.store.getState())} actions={page.actions} />
    </ConnectContext>,
  );
  const told = screen.getByText(/Nothing has come from the server for ten seconds/u);
  await expect.element(told).not.toBeInTheDocument();
  silence.set(true);
  await expect.element(told).toBeVisible();
  silence.set(false);
  await expect.element(told).not.toBeInTheDocument();
});
