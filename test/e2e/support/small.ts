import type { Page } from 'playwright-core';

/**
 * What a finger would miss: controls below 44 pixels in height, and chips, boxes and sentences within a text or row below 24 (WCAG 2.5.8).
 * Controls inside a label count with the label; what is not visible does not count.
 */
export async function small(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} ${(element.textContent ?? '').trim().slice(0, 30)}`;
    const inText = (element: Element): boolean =>
      element.matches('.chip, .tag, .why-sentence, .place, .lesson-pointer, [type=checkbox], [type=radio]');
    const seen = [...document.querySelectorAll('button, select, summary, input, a[href], textarea, label:has(> input)')].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        !element.matches('.visually-hidden, [type=file], label > input') &&
        element.getBoundingClientRect().width > 0,
    );
    return seen.flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      const least = inText(element) ? 24 : 44;
      return height + 0.5 < least || width + 0.5 < 24 ? [`${Math.round(width)}x${Math.round(height)} ${nameOf(element)}`] : [];
    });
  });
}
