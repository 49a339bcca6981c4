import { expect, test, vi } from 'vitest';
import { createStore } from '../../../../src/app/page/store.ts';

type Action = { readonly by: number; readonly stream: boolean };

function setUp(): {
  readonly store: ReturnType<typeof createStore<number, Action>>;
  readonly frame: () => void;
  readonly heard: ReturnType<typeof vi.fn>;
} {
  const frames: (() => void)[] = [];
  const store = createStore<number, Action>({
    initial: 0,
    reduce: (state, action) => state + action.by,
    schedule: (callback) => frames.push(callback),
    mayWait: (action) => action.stream,
  });
  const heard = vi.fn();
  store.subscribe(heard);
  return { store, heard, frame: () => frames.splice(0).forEach((callback) => callback()) };
}

test('many stream actions are told once, in the next frame', () => {
  const { store, frame, heard } = setUp();
  for (let n = 0; n < 50; n += 1) store.dispatch({ by: 1, stream: true });
  expect(store.getState()).toBe(50);
  expect(heard).toHaveBeenCalledTimes(0);
  frame();
  expect(heard).toHaveBeenCalledTimes(1);
});

test('an action that may not wait is told at once and settles what was waiting', () => {
  const { store, frame, heard } = setUp();
  store.dispatch({ by: 1, stream: true });
  store.dispatch({ by: 1, stream: false });
  expect(heard).toHaveBeenCalledTimes(1);
  frame();
  expect(heard).toHaveBeenCalledTimes(1);
});

test('an action that changes nothing is told to nobody', () => {
  const { store, frame, heard } = setUp();
  store.dispatch({ by: 0, stream: false });
  store.dispatch({ by: 0, stream: true });
  frame();
  expect(heard).toHaveBeenCalledTimes(0);
});

test('who has left hears nothing', () => {
  const { store, heard } = setUp();
  const other = vi.fn();
  store.subscribe(other)();
  store.dispatch({ by: 1, stream: false });
  expect(heard).toHaveBeenCalledTimes(1);
  expect(other).toHaveBeenCalledTimes(0);
});
