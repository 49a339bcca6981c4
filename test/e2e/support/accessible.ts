import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openFresh, VIEWS } from '../../../scripts/view-states.mjs';
import { LEFT_TO_DEEP } from '../../support/profile.ts';
import type { BuiltApp } from './built-app.ts';
import { cutOff, drawnAnew, violations } from './look.ts';
import { small } from './small.ts';

export const NAMES: readonly (keyof typeof VIEWS)[] = Object.keys(VIEWS) as (keyof typeof VIEWS)[];
export const WIDE = { width: 1280, height: 860 } as const;
export const NARROW = { width: 390, height: 844 } as const;
/** A window of 1280 by 1024 pixels at 200 % and at 400 % (WCAG 1.4.10). */
const TWICE = { width: 640, height: 512 } as const;
const FOUR_TIMES = { width: 320, height: 256 } as const;

/** One look at a view. `axe`: the rules that are tried; `isCut`: whether anything is cut off or scrolls sideways; `isTouched`: how high what is pressed is. */
interface Look {
  readonly language: 'en' | 'fa' | 'ru';
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  readonly axe?: 'all' | 'contrast';
  readonly isCut?: true;
  readonly isTouched?: true;
}

/**
 * What a view is looked at for, in this order, each time for what the ones before have not shown: all rules in each direction of writing, at one width in
 * one scheme; the contrast alone in the other scheme; nothing cut off at both widths, in the language with the longest words when it is zoomed.
 */
const LOOKS: readonly Look[] = [
  { language: 'en', viewport: WIDE, colorScheme: 'light', axe: 'all', isCut: true },
  { language: 'en', viewport: WIDE, colorScheme: 'dark', axe: 'contrast' },
  { language: 'en', viewport: NARROW, colorScheme: 'light', isCut: true, isTouched: true },
  { language: 'fa', viewport: NARROW, colorScheme: 'dark', axe: 'all' },
  { language: 'fa', viewport: NARROW, colorScheme: 'light', isCut: true },
  { language: 'fa', viewport: WIDE, colorScheme: 'light', isCut: true },
  { language: 'ru', viewport: TWICE, colorScheme: 'light', isCut: true },
  { language: 'ru', viewport: FOUR_TIMES, colorScheme: 'light', isCut: true },
];

/** Chooses the language in the page's own field. What is open stays open: the field does not get the focus. */
async function speak(page: Page, language: Look['language']): Promise<void> {
  await page.locator('select.language-choice').evaluate((field, chosen) => {
    const value = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value');
    value?.set?.call(field, chosen);
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, language);
  await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
}

/** A finger instead of a mouse: what is pressed is drawn larger. */
async function touch(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 });
  await page.waitForFunction(() => matchMedia('(pointer: coarse)').matches);
}

async function complaintsOf(page: Page, { viewport, colorScheme, axe, isCut, isTouched }: Look): Promise<readonly string[]> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  await drawnAnew(page);
  return [
    ...(axe === undefined ? [] : await violations(page, axe === 'all' ? undefined : ['color-contrast'])),
    ...(isCut === true ? await cutOff(page) : []),
    ...(isTouched === true ? await small(page) : []),
  ];
}

async function lookAt(page: Page, looks: readonly Look[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const look of looks) {
    if ((await page.evaluate(() => document.documentElement.lang)) !== look.language) await speak(page, look.language);
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(look.language === 'fa' ? 'rtl' : 'ltr');
    const complaints = await complaintsOf(page, look);
    found.push(...complaints.map((one) => `${look.language} ${look.viewport.width} ${look.colorScheme}: ${one}`));
  }
  return found;
}

/**
 * The views named, each opened once: axe finds nothing, nothing is cut off at any width or zoom, and what is pressed is high enough for a finger. The
 * language is changed on the open page; the deep profile opens each view anew in each language, and tries all rules at both widths in both schemes.
 */
export function everyView({
  app,
  names,
}: {
  readonly app: () => BuiltApp;
  readonly names: readonly (keyof typeof VIEWS)[];
}): void {
  describe('every view is usable by everyone', () => {
    it.each(names)(
      '%s: axe finds nothing, nothing is cut off at any width and zoom, and what is pressed is 44 pixels high',
      async (name) => {
        const { context, page: blank, close } = await app().visitor({ reducedMotion: 'reduce', viewport: WIDE });
        await blank.close();
        const page = await openFresh(context, { url: app().url, language: 'en' });
        await VIEWS[name](page);
        const [mouse, finger] = [LOOKS.filter((look) => !look.isTouched), LOOKS.filter((look) => look.isTouched)];
        const found = [...(await lookAt(page, mouse))];
        await touch(page);
        found.push(...(await lookAt(page, finger)));
        expect(found).toEqual([]);
        await close();
      },
    );

    it.each(['en', 'fa', 'ru'] as const)(
      'opened in %s: all rules at both widths in both schemes',
      LEFT_TO_DEEP,
      async (language) => {
        const whole = [WIDE, NARROW].flatMap((viewport) =>
          (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme, axe: 'all', isCut: true }) as const),
        );
        for (const name of names) {
          const { context, close } = await app().visitor({ reducedMotion: 'reduce', viewport: WIDE });
          const page = await openFresh(context, { url: app().url, language });
          await VIEWS[name](page);
          expect(
            await lookAt(
              page,
              whole.map((look) => ({ ...look, language })),
            ),
            name,
          ).toEqual([]);
          await close();
        }
      },
    );
  });
}
