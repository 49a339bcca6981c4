import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { Lazily, part } from '../../../src/app/page/part.tsx';
import { watchPresses, whenReleased } from '../../../src/app/page/press.ts';
import { renderPage } from './scripted-page.tsx';
import '../../../src/app/design/styles.ts';

let stop = (): void => {};
beforeEach(() => {
  stop = watchPresses(document);
});
afterEach(() => stop());

const tell = (element: Element, type: string): boolean =>
  element.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, isPrimary: true }));
/** The finger goes up, and the browser makes a click of it. */
const letGo = (element: Element): void => {
  tell(element, 'pointerup');
  (element as HTMLElement).click();
};

test('a notice that comes while a button is pressed moves it only when the finger is up', async () => {
  const { screen, store } = await renderPage();
  const button = screen.container.querySelector('.button-rank');
  if (button === null) throw new Error('no button to press');
  const place = (): number => button.getBoundingClientRect().top;
  const before = place();
  tell(button, 'pointerdown');
  store.dispatch({ type: 'input-refuse', notice: { type: 'sample', detail: 'gone' } });
  await new Promise((done) => setTimeout(done, 120));
  expect(place()).toBe(before);
  expect(screen.container.textContent).not.toContain('gone');
  letGo(button);
  await expect.poll(() => screen.container.textContent).toContain('gone');
});

test('a part that comes while a fold is pressed does not take its place', async () => {
  let come: (module: { readonly text: string }) => void = () => {};
  const one = part(() => new Promise<{ readonly text: string }>((resolve) => (come = resolve)));
  const screen = await render(
    <>
      <Lazily part={one}>{({ text }) => <p>{text}</p>}</Lazily>
      <details>
        <summary>a fold</summary>
      </details>
    </>,
  );
  const fold = screen.getByText('a fold').element();
  tell(fold, 'pointerdown');
  come({ text: 'come at last' });
  await one.load();
  await new Promise((done) => setTimeout(done, 50));
  expect(screen.container.textContent).not.toContain('come at last');
  letGo(fold);
  await expect.element(screen.getByText('come at last')).toBeVisible();
  expect(fold.closest('details')?.open).toBe(true);
});

test('what a click does is on the page at once', async () => {
  const { screen, store } = await renderPage();
  const compare = screen.container.querySelectorAll('.view-switch button')[1];
  if (compare === undefined) throw new Error('no button to press');
  const heard = vi.fn();
  store.subscribe(heard);
  tell(compare, 'pointerdown');
  letGo(compare);
  expect(heard).toHaveBeenCalled();
  expect(store.getState().view).toBe('compare');
});

test('a finger that rests holds nothing back for longer than a second, a slider, a list of choices and a text nothing at all', async () => {
  const screen = await render(
    <>
      <button type="button">press</button>
      <input type="range" aria-label="slide" />
      <select aria-label="choose" />
      <p>read</p>
    </>,
  );
  const called = vi.fn();
  const free = [screen.getByLabelText('slide'), screen.getByLabelText('choose'), screen.getByText('read')];
  for (const one of free.map((found) => found.element())) {
    tell(one, 'pointerdown');
    whenReleased(called);
    tell(one, 'pointerup');
  }
  expect(called).toHaveBeenCalledTimes(3);
  tell(screen.getByText('press').element(), 'pointerdown');
  whenReleased(called);
  expect(called).toHaveBeenCalledTimes(3);
  await expect.poll(() => called.mock.calls.length, { timeout: 3000 }).toBe(4);
});

test.each([
  ['a key', new KeyboardEvent('keydown', { key: 'a', bubbles: true })],
  ['what is typed or chosen', new Event('input', { bubbles: true })],
])('%s ends the waiting: what a person writes is never behind', async (_what, event) => {
  const screen = await render(<button type="button">press</button>);
  const button = screen.getByText('press').element();
  const called = vi.fn();
  tell(button, 'pointerdown');
  whenReleased(called);
  whenReleased(called);
  expect(called).not.toHaveBeenCalled();
  button.dispatchEvent(event);
  expect(called).toHaveBeenCalledTimes(1);
});
