import { describe, expect, it } from 'vitest';
import { openFresh, VIEWS } from '../../../scripts/view-states.mjs';
import { deep } from '../../support/profile.ts';
import type { BuiltApp } from './built-app.ts';
import { cutOff, drawnAnew, violations } from './look.ts';

export const NAMES: readonly (keyof typeof VIEWS)[] = Object.keys(VIEWS) as (keyof typeof VIEWS)[];
export const WIDE = { width: 1280, height: 860 } as const;
export const NARROW = { width: 390, height: 844 } as const;

/**
 * Every view in one language: axe finds nothing and nothing is cut off. Each language looks whole at one width in one scheme, and at the contrast
 * alone in the other scheme; nothing is cut off at either width. The deep profile looks whole at both widths in both schemes.
 */
export function everyView({
  app,
  language,
  whole,
}: {
  readonly app: () => BuiltApp;
  readonly language: 'en' | 'fa';
  /** Where axe tries all its rules in `npm test`. */
  readonly whole: { readonly viewport: typeof WIDE | typeof NARROW; readonly colorScheme: 'light' | 'dark' };
}): void {
  const places = [WIDE, NARROW].flatMap((viewport) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme })),
  );
  describe(`every view is usable by everyone (${language})`, () => {
    it.each(NAMES)('%s: axe finds nothing, and nothing is cut off', async (name) => {
      const { context, close } = await app().visitor({ reducedMotion: 'reduce', viewport: WIDE });
      const page = await openFresh(context, { url: app().url, language });
      await VIEWS[name](page);
      expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(
        language === 'fa' ? ['fa', 'rtl'] : ['en', 'ltr'],
      );
      const found: string[] = [];
      for (const { viewport, colorScheme } of places) {
        const isWhole = deep || (viewport === whole.viewport && colorScheme === whole.colorScheme);
        const isContrast = viewport === whole.viewport && colorScheme !== whole.colorScheme;
        const isCut = colorScheme === 'light';
        if (!isWhole && !isContrast && !isCut) continue;
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await drawnAnew(page);
        const complaints = [
          ...(isWhole ? await violations(page) : isContrast ? await violations(page, ['color-contrast']) : []),
          ...(isCut ? await cutOff(page) : []),
        ];
        found.push(...complaints.map((complaint) => `${viewport.width} ${colorScheme}: ${complaint}`));
      }
      expect(found).toEqual([]);
      await close();
    });
  });
}
