import { useState } from 'react';
import type { JSX } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { Lazily, loadParts, part, usePageIsWhole } from '../../../src/app/page/part.tsx';

const Late = (): JSX.Element => <p>come at last</p>;

test('a part that comes late says that it is coming, and takes no focus from what was used meanwhile', async () => {
  let come: (module: { readonly Late: () => JSX.Element }) => void = () => {};
  const one = part(() => new Promise<{ readonly Late: () => JSX.Element }>((resolve) => (come = resolve)));
  const screen = await render(
    <>
      <button type="button">elsewhere</button>
      <Lazily part={one}>{({ Late: Shown }) => <Shown />}</Lazily>
    </>,
  );
  await expect.element(screen.getByText('Opening…')).toBeVisible();
  screen.getByText('elsewhere').element().focus();
  come({ Late });
  await expect.element(screen.getByText('come at last')).toBeVisible();
  await expect.element(screen.getByText('elsewhere')).toHaveFocus();
});

test('a part that is here is shown at once, without a moment of waiting', async () => {
  const one = part(() => Promise.resolve({ Late }));
  await one.load();
  const seen: string[] = [];
  function Watched(): JSX.Element {
    const [text] = useState('page');
    return (
      <div ref={(element) => void seen.push(element?.textContent ?? '')}>
        {text} <Lazily part={one}>{({ Late: Shown }) => <Shown />}</Lazily>
      </div>
    );
  }
  await render(<Watched />);
  expect(seen[0]).toBe('page come at last');
});

test('a part that cannot be fetched says so and can be asked for again', async () => {
  const line = { cut: true };
  const one = part(() => (line.cut ? Promise.reject(new Error('no network')) : Promise.resolve({ Late })));
  const screen = await render(<Lazily part={one}>{({ Late: Shown }) => <Shown />}</Lazily>);
  await expect.element(screen.getByRole('alert')).toHaveTextContent('This part of the page could not be fetched. Try again');
  await screen.getByText('Try again').click();
  await expect.element(screen.getByRole('alert')).toBeVisible();
  line.cut = false;
  await screen.getByText('Try again').click();
  await expect.element(screen.getByText('come at last')).toBeVisible();
});

test('that all parts are here is said as soon as it is so, also where a part that came has named another one', async () => {
  const one = part(() => Promise.resolve({ within: part(() => Promise.resolve({ Late })) }));
  function Says(): JSX.Element {
    return <p>{usePageIsWhole() ? 'all is here' : 'on its way'}</p>;
  }
  const screen = await render(<Says />);
  await expect.element(screen.getByText('on its way')).toBeVisible();
  await loadParts();
  expect(one.here?.within.here).toEqual({ Late });
  await expect.element(screen.getByText('all is here')).toBeVisible();
});
