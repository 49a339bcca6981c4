import type { ServerAddress } from './app/features/connect/address.ts';
import { CONNECTED_FRAME } from './app/features/connect/connected-frame.tsx';
import { keepForm, narrowedServer, readForm } from './app/features/connect/kept.ts';
import type { FormShelves } from './app/features/connect/kept.ts';
import { createServerEngine } from './app/features/connect/server-engine.ts';
import { ConnectContext } from './app/features/connect/setup.ts';
import { createSilence } from './app/features/connect/silence.ts';
import type { ConnectSetup } from './app/features/connect/setup.ts';
import { connectWords } from './app/features/connect/words.ts';
import { preferredLanguage } from './app/page/preferences.ts';
import { FrameContext } from './app/shell/frame.ts';
import { loadWords, wordsIn } from './app/words/index.ts';
import { connectInstant } from './instant/client.ts';
import { startPage } from './start-page.tsx';

const SHELVES: FormShelves = { local: () => localStorage, session: () => sessionStorage };

/** This page's own address with a server in it. */
function pageFor({ address }: ServerAddress): URL {
  const page = new URL(location.href);
  page.search = '';
  page.hash = '';
  page.searchParams.set('server', address);
  return page;
}

/** The page that ranks with a server (connected.html), once it is narrowed to one (public/one-server.js). */
async function start(server: ServerAddress | null): Promise<void> {
  const form = server === null ? { key: '', model: '', connect: false } : readForm(SHELVES, server);
  let asked = server;
  let { key } = form;
  const silence = createSilence();
  const setup: ConnectSetup = {
    server,
    form,
    secure: location.protocol === 'https:',
    silence,
    use(address, typed) {
      asked = address;
      ({ key } = typed);
      keepForm(SHELVES, address, { ...typed, connect: false });
      // Another path of the same server: a reload comes back to it.
      history.replaceState(history.state, '', pageFor(address));
    },
    leaveFor(address, typed, anyway) {
      if (!page.hide() && !anyway) return false;
      keepForm(SHELVES, address, { ...typed, connect: true });
      location.assign(pageFor(address));
      return true;
    },
  };
  const page = await startPage({
    models: [],
    modelId: form.model,
    connectEngine: () =>
      createServerEngine(() => (asked === null ? null : { address: asked.address, key: key === '' ? null : key }), silence.set),
    connectInstant: () => connectInstant(),
    around: (inner) => (
      <FrameContext value={CONNECTED_FRAME}>
        <ConnectContext value={setup}>{inner}</ConnectContext>
      </FrameContext>
    ),
  });
  if (server === null || !form.connect) return;
  keepForm(SHELVES, server, { ...form, connect: false });
  void page.actions.loadModel();
}

const narrowed = narrowedServer(document);
if (narrowed !== null) await start(narrowed.server);
else {
  const language = preferredLanguage(navigator.languages);
  await loadWords(language).catch(() => {});
  const { notNarrowed } = connectWords(wordsIn(language)).frame;
  document.getElementById('root')?.append(notNarrowed);
}
