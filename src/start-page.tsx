import { StrictMode } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { readSample } from './app/features/input/read-sample.ts';
import { createPage } from './app/page/page.ts';
import type { Page, PageWorld } from './app/page/page.ts';
import { watchPresses } from './app/page/press.ts';
import { App } from './app/shell/app.tsx';
import { APP_VERSION } from './app/shell/app-version.ts';
import type { ModelChoice } from './app/shell/model-choice.tsx';
import { decodeLook } from './app/shell/look.ts';
import { PageRoot } from './app/shell/page-root.tsx';
import { saveFile } from './app/shell/save-file.ts';
import { newId } from './engines/new-id.ts';
import { readerWorker } from './reader-worker.ts';

/** What one document's page has that another's has not: the engine, and the models it can load. */
type DocumentParts = Pick<
  PageWorld,
  'modelId' | 'connectEngine' | 'connectInstant' | 'readShelf' | 'goneModel' | 'updatePage'
> & {
  readonly models: readonly ModelChoice[];
  /** Puts around the page what its views look for: a frame of its own. */
  readonly around?: (page: ReactNode) => ReactNode;
};

/** The sample and the prompt that an address names (`?sample=kettle&preset=rank-k`). They are taken out of it: a reload must not put the sample in place of what was written since. */
function takenFrom(address: URL): NonNullable<PageWorld['taken']> | null {
  const [sample, preset] = ['sample', 'preset'].map((name) => address.searchParams.get(name));
  if (sample == null && preset == null) return null;
  for (const name of ['sample', 'preset']) address.searchParams.delete(name);
  history.replaceState(history.state, '', address);
  return { sample: sample ?? '', preset: preset ?? null };
}

/** Puts the page into a browser's document: the part of `main.tsx` and `connected-main.tsx` that both share. */
export async function startPage({ models, around = (inner) => inner, ...parts }: DocumentParts): Promise<Page> {
  const page = await createPage({
    ...parts,
    appVersion: APP_VERSION,
    languages: navigator.languages,
    readerWorker,
    local: () => localStorage,
    session: () => sessionStorage,
    locks: (navigator as { readonly locks?: LockManager }).locks,
    schedule: (callback) => requestAnimationFrame(callback),
    // Safari has no requestIdleCallback.
    whenIdle: (callback) =>
      'requestIdleCallback' in globalThis ? requestIdleCallback(callback, { timeout: 2000 }) : setTimeout(callback, 500),
    now: () => performance.now(),
    isoNow: () => new Date().toISOString(),
    newId,
    readSample: (id) => readSample(new URL(`samples/${id}.json`, document.baseURI)),
    async readRecorded(id) {
      const response = await fetch(new URL(`gallery/${id}.json`, document.baseURI), { signal: AbortSignal.timeout(60_000) });
      if (!response.ok) throw new Error(`gallery/${id}.json: ${response.status}`);
      return response.text();
    },
    recorded: new URLSearchParams(location.search).get('run'),
    async readReplayTemplate() {
      const response = await fetch(new URL('replay-template.html', document.baseURI), { signal: AbortSignal.timeout(60_000) });
      if (!response.ok) throw new Error(`replay-template.html: ${response.status}`);
      return response.text();
    },
    save: saveFile,
    copy: (text) => navigator.clipboard.writeText(text),
    print: () => globalThis.print(),
    address: `${location.origin}${location.pathname}`,
    hash: location.hash,
    look: decodeLook(new URLSearchParams(location.search).get('look')),
    lesson: new URLSearchParams(location.search).get('lesson'),
    taken: takenFrom(new URL(location.href)),
    dropHash: () => history.replaceState(history.state, '', `${location.pathname}${location.search}`),
  });
  addEventListener('pagehide', page.hide);
  // A tab that nobody sees may be frozen, and a frozen one thrown away, without another word.
  for (const sign of ['visibilitychange', 'freeze']) document.addEventListener(sign, page.hide);
  watchPresses(document);

  await page.prepare();
  const root = document.getElementById('root');
  if (root === null) throw new Error('the document has no #root');
  createRoot(root).render(
    <StrictMode>
      <PageRoot page={page}>{around(<App store={page.store} actions={page.actions} models={models} />)}</PageRoot>
    </StrictMode>,
  );
  void page.start();
  // A link that is opened in the tab that this page is open in.
  addEventListener('hashchange', () => void page.actions.open.openShareLink(location.hash));
  return page;
}
