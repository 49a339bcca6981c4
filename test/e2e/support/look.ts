import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Of rules that found nothing only the count is reckoned: naming every place that is well takes longer than looking for what is not. */
const ONLY_FOUND = { resultTypes: ['violations' as const] };

/**
 * Rule and place of each violation: readable in a failed test's diff. Targets of less than 24 pixels count (WCAG 2.2, 2.5.8). `only`: the rules that
 * are tried instead of all. The page has no frame of another origin, so axe reckons in the page itself and opens no second one for it.
 */
export async function violations(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations: found } = await (
    only === undefined
      ? axe.options({ ...ONLY_FOUND, rules: { 'target-size': { enabled: true } } })
      : axe.options(ONLY_FOUND).withRules([...only])
  ).analyze();
  const places = found.flatMap((rule) => rule.nodes.map((node) => ({ rule: rule.id, at: node.target.join(' ') })));
  const skipped = await notLaidOut(
    page,
    places.flatMap(({ rule, at }) => (rule === 'target-size' ? at : [])),
  );
  return places.flatMap(({ rule, at }) => (rule === 'target-size' && skipped.has(at) ? [] : `${rule}: ${at}`));
}

/**
 * Those of `selectors` that the browser has not laid out, far from the screen (`content-visibility: auto`): their row is as high as when it was last seen, and
 * what has come into it since lies over the next row's edge for whoever reckons, though for nobody who looks.
 */
async function notLaidOut(page: Page, selectors: readonly string[]): Promise<ReadonlySet<string>> {
  const skipped = await page.evaluate(
    (all) => all.filter((one) => document.querySelector(one)?.checkVisibility({ contentVisibilityAuto: true }) === false),
    selectors,
  );
  return new Set(skipped);
}

/** Waits until what follows the window's size has been drawn: a chart measures itself in one frame and is drawn in the next. */
export async function drawnAnew(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))),
  );
}

/** Where the page is wider than its window, or a text lies beyond it or beyond the edge of what clips it. */
export async function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const nameOf = (element: Element): string => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`;
    const wide = [...document.querySelectorAll('main *, header *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return element.children.length === 0 && (right > clientWidth || left < 0);
    });
    const found =
      scrollWidth > clientWidth
        ? [`${scrollWidth - clientWidth} pixels too wide: ${wide.slice(0, 5).map(nameOf).join(' ')}`]
        : [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const slack = 1;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || (node.textContent ?? '').trim() === '' || parent.closest('.visually-hidden, option') !== null)
        continue;
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      let [from, to] = [0, clientWidth];
      for (let around: Element | null = parent; around !== null; around = around.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(around);
        if (overflowX === 'auto' || overflowX === 'scroll' || textOverflow === 'ellipsis') {
          [from, to] = [-Infinity, Infinity];
          break;
        }
        if (overflowX === 'hidden' || overflowX === 'clip') {
          const edge = around.getBoundingClientRect();
          [from, to] = [Math.max(from, edge.left), Math.min(to, edge.right)];
        }
      }
      if (box.left < from - slack || box.right > to + slack)
        found.push(`${nameOf(parent)} is cut: ${(node.textContent ?? '').trim().slice(0, 40)}`);
    }
    return found;
  });
}

/** Buttons, rows, chips and marks that nothing outlines: where the system sets all colours, a background alone is not seen. */
export async function withoutEdge(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        '.button, .row, button.chip, .tag, .panel, .notice, .sample, select, textarea, .timeline-phase, .timeline-window',
      ),
    ]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => {
        const style = getComputedStyle(element);
        const widths = [style.borderTopWidth, style.borderBottomWidth, style.borderLeftWidth, style.borderRightWidth];
        const bordered = widths.some((width) => Number.parseFloat(width) > 0) && style.borderStyle !== 'none';
        return !bordered && (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) === 0);
      })
      .map((element) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`),
  );
}
