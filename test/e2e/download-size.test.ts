import { readdirSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelDownload } from '../../scripts/model-download.mjs';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { controls, fillIn, openPage, REAL } from './support/walk.ts';

/** What a first visit may download for the reasoner, of bytes on the wire. */
const MOST_BYTES = 80_000_000;

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
});
afterAll(() => app.close());

describe('what the model that ships with the project costs a first visitor', () => {
  it('is at most 80 MB on the wire, headers counted, with one library', async () => {
    const { page, errors } = visitor;
    const sizes: Promise<{ readonly name: string; readonly bytes: number }>[] = [];
    page.on('requestfinished', (request) => {
      const name = request.url().split(`/models/${REAL}/`)[1];
      if (name === undefined) return;
      sizes.push(
        request
          .sizes()
          .then(({ responseBodySize, responseHeadersSize }) => ({ name, bytes: responseBodySize + responseHeadersSize })),
      );
    });
    await openPage(page, { url: app.url, model: REAL });
    await fillIn(page, { query: 'Which planet has rings?', passages: ['Mars is red.', 'Saturn has rings.'] });
    await controls(page).rank.click();
    const panel = page.getByRole('region', { name: 'Loading the model' });
    await panel.getByText('Files checked', { exact: true }).waitFor();
    // Progress counts the files as they are, not as they cross the wire: it ends where it should.
    const progress = panel.getByRole('progressbar', { name: 'Bytes of the model' });
    const [shown, most] = await Promise.all([progress.getAttribute('value'), progress.getAttribute('max')]);
    expect(shown).toBe(most);
    // The run has begun: nothing is left to load.
    await controls(page).stop.waitFor();
    const loaded = await Promise.all(sizes);
    const bytes = loaded.reduce((sum, size) => sum + size.bytes, 0);
    console.log(`the reasoner took ${(bytes / 1e6).toFixed(1)} MB in ${loaded.length} files`);
    expect(loaded.map(({ name }) => name).filter((name) => name.endsWith('.wasm'))).toEqual(['software.wasm']);
    expect(loaded.filter(({ name }) => name.endsWith('.bin'))).toHaveLength(3);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    // Not a byte of the bodies went uncounted.
    const wasm = readdirSync(`dist/models/${REAL}`).filter((name) => name.endsWith('.wasm.gz'));
    const libraries = wasm.reduce((sum, name) => sum + statSync(`dist/models/${REAL}/${name}`).size, 0);
    expect(bytes).toBeGreaterThanOrEqual(modelDownload(`dist/models/${REAL}`).bytes - libraries);
    expect(errors).toEqual([]);
  });

  it('is at most 80 MB on a GPU too, which takes every library that it can run to measure them', () => {
    expect(modelDownload(`dist/models/${REAL}`).bytes).toBeLessThanOrEqual(MOST_BYTES);
  });
});
