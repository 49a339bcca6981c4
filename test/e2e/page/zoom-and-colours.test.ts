import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFresh, VIEWS } from '../../../scripts/view-states.mjs';
import { NAMES, WIDE } from '../support/accessible.ts';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp } from '../support/built-app.ts';
import { cutOff, violations, withoutEdge } from '../support/look.ts';

/** A window of 1280 by 1024 pixels at 200 % and at 400 % (WCAG 1.4.10). */
const ZOOMED = [
  { width: 640, height: 512 },
  { width: 320, height: 256 },
] as const;

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

describe('every view is usable by everyone', () => {
  it.each(NAMES)('%s: at 200 and 400 per cent nothing scrolls sideways and nothing is cut off', async (name) => {
    const { context, close } = await app.visitor({ reducedMotion: 'reduce', viewport: WIDE });
    const page = await openFresh(context, { url: app.url, language: 'ru' });
    await VIEWS[name](page);
    const found: Record<string, readonly string[]> = {};
    for (const viewport of ZOOMED) {
      await page.setViewportSize(viewport);
      found[viewport.width] = await cutOff(page);
    }
    expect(found).toEqual({ 640: [], 320: [] });
    await close();
  });

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
