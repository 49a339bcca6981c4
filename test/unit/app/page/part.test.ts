import { expect, test, vi } from 'vitest';
import { later, part } from '../../../../src/app/page/part.tsx';

test('a part is fetched once, however often it is asked for', async () => {
  const fetchModule = vi.fn(() => Promise.resolve({ answer: 42 }));
  const one = part(fetchModule);
  expect(one.here).toBeNull();
  const [first, second] = await Promise.all([one.load(), one.load()]);
  expect(first).toBe(second);
  expect(await one.load()).toBe(one.here);
  expect(fetchModule).toHaveBeenCalledTimes(1);
});

test('a part that cannot be had says so, and is asked for again', async () => {
  const line = { cut: true };
  const heard = vi.fn();
  const one = part(() => (line.cut ? Promise.reject(new Error('no network')) : Promise.resolve({ answer: 42 })));
  one.subscribe(heard);
  await expect(one.load()).rejects.toThrow('no network');
  expect(one).toMatchObject({ here: null, missing: true });
  line.cut = false;
  await one.load();
  expect(one).toMatchObject({ here: { answer: 42 }, missing: false });
  expect(heard).toHaveBeenCalledTimes(2);
});

test('what is asked of actions waits for their code, which is made into actions once', async () => {
  const said: string[] = [];
  const make = vi.fn(({ prefix }: { readonly prefix: string }) => ({
    say: (word: string): Promise<number> => Promise.resolve(said.push(`${prefix} ${word}`)),
  }));
  const one = part(() => Promise.resolve({ prefix: 'I say' }));
  const actions = later(one, make);
  expect(actions.say).toBe(actions.say);
  await Promise.all([actions.say('this'), actions.say('that')]);
  expect(said).toEqual(['I say this', 'I say that']);
  expect(make).toHaveBeenCalledTimes(1);
});

test('a call whose code cannot be had does nothing, and a later one works', async () => {
  const line = { cut: true };
  const act = vi.fn();
  const one = part(() => (line.cut ? Promise.reject(new Error('no network')) : Promise.resolve({})));
  const actions = later(one, () => ({ act }));
  await actions.act();
  expect(act).not.toHaveBeenCalled();
  expect(one.missing).toBe(true);
  line.cut = false;
  await actions.act();
  expect(act).toHaveBeenCalledTimes(1);
});
