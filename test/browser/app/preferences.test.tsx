import { useRef } from 'react';
import type { JSX } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';
import '../../../src/app/design/styles.ts';
import type { RunView } from '../../../src/core/log/view.ts';
import { selectPreferences } from '../../../src/core/read/preferences.ts';
import { PreferencesView } from '../../../src/app/features/preferences/preferences-view.tsx';
import { TraceView } from '../../../src/app/features/trace/trace-view.tsx';
import { HighlightContext, useHighlight } from '../../../src/app/shell/highlight.ts';
import { LanguageContext, loadWords } from '../../../src/app/words/index.ts';
import { certifiedView, truthful } from '../../support/certified-log.ts';

const horses = { count: 25, size: 5, top: 3, answer: truthful((number) => (number * 7) % 25) };

function GraphAndTrace({ run }: { readonly run: RunView }): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  return (
    <HighlightContext value={useHighlight(root)}>
      <div ref={root}>
        <PreferencesView run={run} />
        <TraceView run={run} />
      </div>
    </HighlightContext>
  );
}

const linesOf = (root: Element): readonly SVGGElement[] => [...root.querySelectorAll<SVGGElement>('[data-preference-line]')];
const edgesOf = (run: RunView) => selectPreferences(run)?.edges ?? [];

test('each line is a button that says which passage an answer put above which, and there is a box for every passage', async () => {
  const run = await certifiedView(horses);
  const { container } = await render(<GraphAndTrace run={run} />);
  const lines = linesOf(container);
  expect(lines).toHaveLength(edgesOf(run).length);
  const { nodes = [] } = selectPreferences(run) ?? {};
  for (const [at, { from, to, answers }] of edgesOf(run).entries()) {
    const label = lines[at]?.getAttribute('aria-label')?.replaceAll(/[\u2068\u2069]/gu, '');
    const name = (node: number): string => `Horse ${nodes[node]?.docIds[0]?.slice(1)}`;
    expect(label).toContain(`${name(from)} above ${name(to)}, by the answer of call`);
    expect(label).toContain(String((answers[0]?.window ?? -1) + 1));
  }
  expect(container.querySelectorAll('.preference-box')).toHaveLength(25);
  expect(container.querySelectorAll('.preference-box[data-certified]')).toHaveLength(3);
  expect(container.textContent).toContain('Certified: 3 of 3 places.');
});

test('a line opens the answer that made it, and takes the keyboard there', async () => {
  const run = await certifiedView(horses);
  const { container } = await render(<GraphAndTrace run={run} />);
  const [edge] = edgesOf(run);
  const window = edge?.answers[0]?.window ?? -1;
  const fold = container.querySelector<HTMLDetailsElement>(`details[data-window="${window}"]`);
  expect(fold?.open).toBe(false);
  await userEvent.click(linesOf(container)[0]?.querySelector('circle') ?? container);
  await expect.poll(() => fold?.open).toBe(true);
  await expect.poll(() => fold?.contains(document.activeElement)).toBe(true);
  expect(document.activeElement?.textContent).toContain('[1]');
  await expect.poll(() => fold?.textContent).toMatch(/Certified so far: \d of 3 places\./u);
});

test('the keyboard alone comes to every line with one stop for Tab, and opens its answer', async () => {
  const run = await certifiedView(horses);
  const { container } = await render(<GraphAndTrace run={run} />);
  const lines = linesOf(container);
  expect(lines.filter((line) => line.tabIndex === 0)).toHaveLength(1);
  lines[0]?.focus();
  for (const line of lines.slice(1)) {
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(line);
  }
  await userEvent.keyboard('{Home}');
  expect(document.activeElement).toBe(lines[0]);
  await userEvent.keyboard('{ArrowRight}{Enter}');
  const window = edgesOf(run)[1]?.answers[0]?.window ?? -1;
  const fold = container.querySelector<HTMLDetailsElement>(`details[data-window="${window}"]`);
  await expect.poll(() => fold?.contains(document.activeElement)).toBe(true);
});

test('the table holds the same lines, and opens every answer that says one', async () => {
  const run = await certifiedView(horses);
  const { container } = await render(<GraphAndTrace run={run} />);
  await page.getByText('The lines as a table').click();
  await expect.poll(() => container.querySelectorAll('.preferences tbody tr').length).toBe(edgesOf(run).length);
  const buttons = [...container.querySelectorAll<HTMLButtonElement>('.preferences tbody button')];
  expect(buttons).toHaveLength(edgesOf(run).flatMap(({ answers }) => answers).length);
  buttons.at(-1)?.click();
  const window = edgesOf(run).at(-1)?.answers.at(-1)?.window ?? -1;
  const fold = container.querySelector<HTMLDetailsElement>(`details[data-window="${window}"]`);
  await expect.poll(() => fold?.contains(document.activeElement)).toBe(true);
});

test('boxes do not lie over each other, names fit into them, and nothing is wider than its frame, from 320 pixels on, both ways round', async () => {
  const long = (number: number) => `A horse with quite a long name, number ${number} of them all`;
  const run = await certifiedView({ ...horses, titleOf: long });
  await loadWords('fa');
  for (const language of ['en', 'fa'] as const) {
    for (const width of [320, 390, 900]) {
      const { container, unmount } = await render(
        <LanguageContext value={language}>
          <div dir={language === 'fa' ? 'rtl' : 'ltr'} style={{ inlineSize: `${width}px` }}>
            <GraphAndTrace run={run} />
          </div>
        </LanguageContext>,
      );
      const frame = container.querySelector('.preference-graph');
      await expect.poll(() => frame?.querySelector('svg')?.clientWidth).toBe(width);
      const boxes = [...container.querySelectorAll('.preference-box rect')].map((box) => box.getBoundingClientRect());
      const inside = frame?.getBoundingClientRect();
      for (const [at, one] of boxes.entries()) {
        expect(one.left).toBeGreaterThanOrEqual((inside?.left ?? NaN) - 1);
        expect(one.right).toBeLessThanOrEqual((inside?.right ?? NaN) + 1);
        const over = boxes
          .slice(at + 1)
          .filter(({ left, right, top, bottom }) => left < one.right && right > one.left && top < one.bottom && bottom > one.top);
        expect(over).toEqual([]);
      }
      for (const text of container.querySelectorAll<SVGTextElement>('.preference-box text')) {
        const box = text.closest('.preference-box')?.querySelector('rect')?.getBoundingClientRect();
        expect(text.getBoundingClientRect().width).toBeLessThanOrEqual(box?.width ?? 0);
      }
      await unmount();
    }
  }
});

test('a line that no answer said is dashed and says so, and nothing is called certified', async () => {
  const run = await certifiedView({ ...horses, answer: () => 'none' });
  const { container } = await render(<GraphAndTrace run={run} />);
  expect(container.textContent).toContain('Certified: 0 of 3 places.');
  expect(container.textContent).toContain('Dashed lines: the answer left one of the two out.');
  for (const line of linesOf(container)) {
    expect(line.dataset['unsaid']).toBe('true');
    expect(line.getAttribute('aria-label')).toContain('(left out there)');
  }
  expect(container.querySelector('[data-certified]')).toBeNull();
});

test('of a long list only the first boxes are drawn, which is said', async () => {
  const run = await certifiedView({ count: 60, size: 10, top: 5, answer: truthful((number) => (number * 37) % 61) });
  const { container } = await render(<GraphAndTrace run={run} />);
  expect(container.querySelectorAll('.preference-box')).toHaveLength(40);
  expect(container.textContent).toContain('Drawn are the first 40 of 60 boxes; the table holds all lines.');
});
