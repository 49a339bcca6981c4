import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { install } from '../../../../src/engines/models/install.ts';
import { planInstall } from '../../../../src/engines/models/plan.ts';
import type { FolderFile, InstallSource } from '../../../../src/engines/models/plan.ts';
import { openShelf } from '../../../../src/engines/models/stored.ts';
import { browserWorld } from '../../../../src/engines/models/world.ts';
import { connectEngine } from '../../../../src/engines/webllm/client.ts';
import type { WebLlmClient } from '../../../../src/engines/webllm/client.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { leftToDeep } from '../../../support/profile.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';

/** Real WebLLM and a real model of 1 MB that was installed: fetched from another origin, or picked as a folder. The engine itself has no network. */
const { hub } = inject('hub');
const modelsUrl = new URL('/models/', location.href).href;
const shelf = openShelf({ modelsUrl, openCache: (name) => caches.open(name) });
const offlineWorker = (): Worker => new Worker(new URL('../webllm/offline.worker.ts', import.meta.url), { type: 'module' });

const engines: WebLlmClient[] = [];
beforeEach(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
});
afterEach(() => {
  for (const engine of engines.splice(0)) engine.end();
});

async function folder(): Promise<readonly FolderFile[]> {
  const base = new URL('test-tiny/', modelsUrl);
  const manifest = (await (await fetch(new URL('manifest.json', base))).json()) as { files: { name: string }[] };
  const names = ['manifest.json', ...manifest.files.map(({ name }) => name)];
  return Promise.all(
    names.map(async (name) => {
      const file = new File([await (await fetch(new URL(name, base))).arrayBuffer()], name);
      return { path: `tiny/${name}`, file };
    }),
  );
}

const SOURCES: readonly (readonly [string, () => Promise<InstallSource>])[] = [
  ['a hub on another origin', async () => ({ type: 'address', url: `${hub}/someone/test-tiny` })],
  ['a plain address on another origin', async () => ({ type: 'address', url: `${hub}/plain/someone/test-tiny/` })],
  ['a folder', async () => ({ type: 'folder', name: 'tiny', files: await folder() })],
];

// Generous: the CPU is the GPU, and it may have other work.
describe('an installed model', { timeout: 240_000 }, () => {
  const ranks = async (source: () => Promise<InstallSource>): Promise<void> => {
    const world = browserWorld(modelsUrl);
    const plan = await planInstall(await source(), world);
    if (!plan.ok) throw new Error(plan.error.message);
    const installed = await install(plan.value, world);
    if (!installed.ok) throw new Error(installed.error.message);
    const { id } = installed.value;
    // Its own name is that of a model which is part of the app.
    expect(id).toBe('test-tiny-own');

    const engine = connectEngine({ modelsUrl, library: 'software', makeWorker: offlineWorker });
    engines.push(engine);
    const loaded = await engine.load(id);
    if (!loaded.ok) throw new Error(`${loaded.error.code}: ${loaded.error.message}`);
    expect(loaded.value.identity).toMatchObject({ id, manifestSha256: installed.value.manifestSha256 });
    const log: readonly RunEvent[] = await collectEvents(
      engine.run({
        model: loaded.value.identity,
        request: sampleRequest(4),
        settings: { ...SAMPLE_SETTINGS, thoughtTokens: 12 },
      }),
    );
    expect(log.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
    await shelf.remove(id);
    expect(await shelf.list()).toEqual([]);
  };

  // How a plain address is read is shown without a model, in install.test.ts and test/unit/engines/models/.
  for (const [from, source] of SOURCES)
    test(`from ${from} is loaded from the shelf and ranks a list`, leftToDeep(from.startsWith('a plain')), () => ranks(source));
});
