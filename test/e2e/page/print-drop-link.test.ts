import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logFile, openFresh, openLog } from '../../../scripts/view-states.mjs';
import { toShareLink } from '../../../src/core/export/share-link.ts';
import type { RunLogFile } from '../../../src/core/log/file.ts';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp } from '../support/built-app.ts';

const BEIR = fileURLToPath(new URL('../../fixtures/input/beir', import.meta.url));

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

describe('on paper', () => {
  it('a finished run keeps its chips and deciding sentences, is dark on light, and shows nothing that can only be pressed', async () => {
    const { context, close } = await app.visitor({ colorScheme: 'dark', viewport: { width: 794, height: 1123 } });
    const page = await openFresh(context, { url: app.url, language: 'en' });
    await openLog(page, 'recorded-windows');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const visible = (selector: string): Promise<number> => page.locator(selector).filter({ visible: true }).count();
    expect(await visible('.trace-panel .chip')).toBeGreaterThan(3);
    expect(await visible('.why-sentence')).toBe(12);
    // The form that holds the query is not printed: the query is, above the list.
    expect(await visible('.asked')).toBe(1);
    const { events } = JSON.parse(logFile('recorded-windows').buffer.toString('utf8')) as {
      readonly events: readonly { readonly request?: { readonly query: { readonly text: string } } }[];
    };
    expect(await page.locator('.asked').textContent()).toBe(events[0]?.request?.query.text);
    // Past windows are drawn only when they are opened; paper has no opening.
    expect(await visible('.window-trace .answer')).toBe(4);
    expect(await visible('.button, select, textarea, input, .timeline, .settings, .history')).toBe(0);
    const [ink, ground] = await page.evaluate(() => {
      const { color } = getComputedStyle(document.querySelector('.passage') ?? document.body);
      return [color, getComputedStyle(document.querySelector('.row') ?? document.body).backgroundColor];
    });
    const light = (written: string | undefined): number => Number(/\d+/u.exec(written ?? '')?.[0]);
    expect(light(ink)).toBeLessThan(60);
    expect(ground === 'rgba(0, 0, 0, 0)' || light(ground) > 200).toBe(true);
    await close();
  });
});

describe('a folder', () => {
  it('that is dropped is read with the files inside it, by their paths', async () => {
    const { context, close } = await app.visitor({ viewport: { width: 1280, height: 860 } });
    const page = await openFresh(context, { url: app.url, language: 'en' });
    const session = await context.newCDPSession(page);
    // The browser's own drag of a true folder: a page cannot make such entries itself.
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', {
        type,
        x: 400,
        y: 400,
        data: { items: [], files: [BEIR], dragOperationsMask: 1 },
      });
    const roles = page.getByLabel(/^What beir\//u);
    await roles.first().waitFor();
    expect(
      await roles.evaluateAll((all) =>
        all.map((one) => one.getAttribute('aria-label') ?? '').toSorted((one, other) => (one < other ? -1 : 1)),
      ),
    ).toEqual([
      'What beir/corpus.jsonl is',
      'What beir/qrels/test.tsv is',
      'What beir/qrels/train.tsv is',
      'What beir/queries.jsonl is',
    ]);
    await close();
  });
});

describe('a shared link', () => {
  it('that is put into the address of an open tab opens its run', async () => {
    const { context, close } = await app.visitor({ viewport: { width: 1280, height: 860 } });
    const page = await openFresh(context, { url: app.url, language: 'en' });
    const link = toShareLink(JSON.parse(logFile('one-window-complete').buffer.toString('utf8')) as RunLogFile);
    if (link.type !== 'link') throw new Error('the run does not fit into a link');
    await page.evaluate((hash) => {
      location.hash = hash;
    }, link.hash);
    await page.getByText('A replay from a shared link.').waitFor();
    await close();
  });
});
