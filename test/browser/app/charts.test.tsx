import { useRef } from 'react';
import type { JSX } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';
import '../../../src/app/design/styles.ts';
import { docId } from '../../../src/core/request.ts';
import { reduceLog } from '../../../src/core/log/view.ts';
import type { RunView } from '../../../src/core/log/view.ts';
import { selectBumps, selectSlopes } from '../../../src/core/read/charts.ts';
import { HighlightContext, useHighlight } from '../../../src/app/shell/highlight.ts';
import { Charts } from '../../../src/app/features/charts/charts.tsx';
import { RunRanking } from '../../../src/app/features/ranking/run-ranking.tsx';
import { LanguageContext, loadWords } from '../../../src/app/words/index.ts';
import { readStream, viewAfter } from './read-stream.ts';

const done = viewAfter('two-windows-repaired');

function ChartsAndList({ run }: { readonly run: RunView }): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  return (
    <HighlightContext value={useHighlight(root)}>
      <div ref={root}>
        <Charts run={run} />
        <RunRanking run={run} />
      </div>
    </HighlightContext>
  );
}

/** A finished run of one window over so many passages that turned the list round. */
function turned(count: number): RunView {
  const log = readStream('one-window-complete');
  const candidates = Array.from({ length: count }, (_, index) => ({
    docId: docId(`d${index}`),
    text:
      index % 3 === 0
        ? `段落${index}：检查标签是否重叠的一段相当长的中文文字`
        : `Passage ${index} with a long title that has to be cut`,
  }));
  const ranking = candidates.map((candidate) => candidate.docId).toReversed();
  const view = reduceLog(
    log.map((event) => {
      if (event.type === 'run-start') return { ...event, request: { ...event.request, candidates } };
      return event.type === 'window-end' || event.type === 'run-end' || event.type === 'order-update'
        ? { ...event, ranking }
        : event;
    }),
  );
  if (view === null) throw new Error('no view');
  return view;
}

const figures = (root: Element): readonly Element[] => [...root.querySelectorAll('figure')];
const linesOf = (figure: Element | undefined): readonly SVGGElement[] => [
  ...(figure?.querySelectorAll<SVGGElement>('[data-chart-line]') ?? []),
];

/** Charts are drawn once they are known to be on the screen. */
async function drawn(root: Element): Promise<void> {
  await expect.poll(() => root.querySelectorAll('svg').length).toBe(2);
}

test('each passage is one line of each chart, and each line says where it came from and where it is', async () => {
  const screen = await render(<Charts run={done} />);
  await drawn(screen.container);
  const [bumps, slopes] = figures(screen.container);
  expect(new Set(linesOf(bumps).map((line) => line.dataset['chartLine']))).toEqual(
    new Set(selectBumps(done).lines.map((line) => line.docId)),
  );
  for (const { docId: one, from, to } of selectSlopes(done)) {
    const line = linesOf(slopes).find((element) => element.dataset['chartLine'] === one);
    expect(line?.getAttribute('aria-label')).toContain(`from place ${from} to ${to}`);
  }
});

test('the charts begin when the first window has closed, and leave out what is tentative', async () => {
  const screen = await render(<Charts run={viewAfter('two-windows-repaired', (event) => event.type === 'order-update')} />);
  await expect.element(screen.getByText('The charts begin when the first window has closed.')).toBeVisible();
  expect(screen.container.querySelector('svg')).toBeNull();
});

test('pointing at a line lights up its passage, and the other way round', async () => {
  const screen = await render(<ChartsAndList run={done} />);
  await drawn(screen.container);
  const line = linesOf(figures(screen.container)[0]).find((element) => element.dataset['chartLine'] === 'ledger');
  line?.focus();
  await expect.poll(() => screen.container.querySelector('[data-doc-row="ledger"]')?.hasAttribute('data-active')).toBe(true);
  line?.blur();
  await expect.poll(() => screen.container.querySelector('[data-doc-row="ledger"]')?.hasAttribute('data-active')).toBe(false);
  const row = screen.container.querySelector('[data-doc-row="ledger"] .row-rank');
  if (row === null) throw new Error('no row');
  await userEvent.hover(row);
  await expect.poll(() => screen.container.querySelectorAll('[data-chart-line="ledger"][data-active]').length).toBe(2);
});

test('a chart is one stop for Tab; arrow keys go from line to line in the order of the ranking', async () => {
  const screen = await render(<Charts run={done} />);
  await drawn(screen.container);
  const figure = figures(screen.container)[0];
  expect(linesOf(figure).filter((line) => line.tabIndex === 0)).toHaveLength(1);
  const order = selectBumps(done).lines.map((line) => line.docId);
  const focused = (): string | undefined => (document.activeElement as SVGGElement | null)?.dataset['chartLine'];
  linesOf(figure)
    .find((line) => line.tabIndex === 0)
    ?.focus();
  expect(focused()).toBe(order[0]);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.poll(focused).toBe(order[2]);
  await userEvent.keyboard('{End}');
  await expect.poll(focused).toBe(order.at(-1));
  await userEvent.keyboard('{Home}{ArrowUp}');
  await expect.poll(focused).toBe(order[0]);
});

test('each chart has the same figures as a table', async () => {
  const screen = await render(<Charts run={done} />);
  await drawn(screen.container);
  const [bumps] = figures(screen.container);
  bumps?.querySelector('summary')?.click();
  await expect.poll(() => bumps?.querySelectorAll('tbody tr').length).toBe(done.committed.length);
  const cells = [...(bumps?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.querySelectorAll('td')].slice(0, -1).map((cell) => Number.parseInt(cell.textContent, 10)),
  );
  expect(cells).toEqual(selectBumps(done).lines.map((line) => [...line.ranks]));
});

test.each([320, 390, 900])('a hundred lines keep their names apart and inside the drawing at %i px', async (width) => {
  await page.viewport(width, 800);
  const screen = await render(<Charts run={turned(100)} />);
  await drawn(screen.container);
  await expect.poll(() => screen.container.querySelector('svg')?.clientWidth).toBeLessThanOrEqual(width);
  for (const figure of figures(screen.container)) {
    const edge = figure.querySelector('svg')?.getBoundingClientRect();
    const boxes = [...figure.querySelectorAll('.chart-name')]
      .map((name) => name.getBoundingClientRect())
      .toSorted((one, other) => one.top - other.top);
    expect(boxes).toHaveLength(100);
    for (const [index, box] of boxes.entries()) {
      expect(box.right).toBeLessThanOrEqual((edge?.right ?? 0) + 1);
      const middles = box.top + box.height / 2 - ((boxes[index - 1]?.top ?? 0) + (boxes[index - 1]?.height ?? 0) / 2);
      if (index > 0) expect(middles).toBeGreaterThanOrEqual(12);
    }
  }
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});

test('where the page is read from right to left, time in the charts goes from right to left too, as in the timeline', async () => {
  await page.viewport(900, 800);
  await loadWords('fa');
  const screen = await render(
    <LanguageContext value="fa">
      <div dir="rtl">
        <Charts run={done} />
      </div>
    </LanguageContext>,
  );
  await drawn(screen.container);
  for (const figure of figures(screen.container)) {
    const edge = figure.querySelector('svg')?.getBoundingClientRect();
    const places = [...figure.querySelectorAll('.chart-columns line')].map((line) => line.getBoundingClientRect().left);
    expect(places.length).toBeGreaterThan(1);
    expect(places).toEqual(places.toSorted((one, other) => other - one));
    const last = places.at(-1) ?? 0;
    for (const name of figure.querySelectorAll('.chart-name')) {
      const box = name.getBoundingClientRect();
      expect(box.right).toBeLessThanOrEqual(last);
      expect(box.left).toBeGreaterThanOrEqual((edge?.left ?? 0) - 1);
    }
    const first = places[0] ?? 0;
    for (const rank of figure.querySelectorAll('.chart-line > .chart-rank'))
      expect(rank.getBoundingClientRect().left).toBeGreaterThan(first);
  }
});

test('of more than a hundred passages the first hundred are drawn, and that is said', async () => {
  const screen = await render(<Charts run={turned(130)} />);
  await drawn(screen.container);
  expect(linesOf(figures(screen.container)[0])).toHaveLength(100);
  await expect.element(screen.getByText('The first 100 of 130 passages are drawn.', { exact: false }).first()).toBeVisible();
  await expect.element(screen.getByText('Places beyond 100 lie on the lowest line.', { exact: false }).first()).toBeVisible();
});

test('charts that are folded away are not drawn until they are opened', async () => {
  const screen = await render(
    <>
      <details>
        <summary>Charts</summary>
        <Charts run={done} />
      </details>
      <section>
        <Charts run={done} />
      </section>
    </>,
  );
  const folded = screen.container.querySelector('details') ?? expect.fail();
  const open = screen.container.querySelector('section') ?? expect.fail();
  // Where both can be drawn, the open ones are: from then on nothing is still to come.
  await drawn(open);
  expect(folded.querySelector('svg')).toBeNull();
  folded.querySelector('summary')?.click();
  await drawn(folded);
});
