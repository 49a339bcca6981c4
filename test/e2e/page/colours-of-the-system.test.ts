import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openFresh, VIEWS } from '../../../scripts/view-states.mjs';
import { WIDE } from '../support/accessible.ts';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp } from '../support/built-app.ts';
import { cutOff, violations, withoutEdge } from '../support/look.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

test('what is wrong is found: a pale word by all rules and by that of contrast, a nameless button, a text beyond the edge', async () => {
  const { context, close } = await app.visitor({ viewport: WIDE });
  const page = await openFresh(context, { url: app.url, language: 'en' });
  await page.evaluate(() => {
    const [pale, nameless] = [document.createElement('p'), document.createElement('button')];
    pale.id = 'pale';
    pale.textContent = 'pale words';
    Object.assign(pale.style, { color: '#eee', background: '#fff', marginInlineStart: '-40px' });
    nameless.id = 'nameless';
    document.querySelector('main')?.prepend(pale, nameless);
  });
  expect(await violations(page)).toEqual(expect.arrayContaining(['color-contrast: #pale', 'button-name: #nameless']));
  expect(await violations(page, ['color-contrast'])).toEqual(['color-contrast: #pale']);
  expect(await cutOff(page)).toEqual(['p. is cut: pale words']);
  await close();
});

describe('every view is usable by everyone', () => {
  it.each(['idle', 'problems', 'thinking', 'cursor', 'limits', 'compare'] as const)(
    '%s: where the system sets the colours, everything still has its edges and axe finds nothing',
    async (name) => {
      const { context, close } = await app.visitor({ reducedMotion: 'reduce', forcedColors: 'active', viewport: WIDE });
      const page = await openFresh(context, { url: app.url, language: 'en' });
      await VIEWS[name](page);
      expect([...(await withoutEdge(page)), ...(await violations(page))]).toEqual([]);
      await close();
    },
  );
});
