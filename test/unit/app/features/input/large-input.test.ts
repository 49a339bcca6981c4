import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOpenActions } from '../../../../../src/app/features/input/controller.ts';
import { createLargeReader } from '../../../../../src/app/features/input/large.ts';
import type { LargeReader } from '../../../../../src/app/features/input/large.ts';
import { readLargeElsewhere, selectReading } from '../../../../../src/app/features/input/reading.ts';
import { PARTS } from '../../../../../src/app/page/parts.ts';
import { initialState, mayWait, reduceApp } from '../../../../../src/app/page/reduce.ts';
import type { ReaderAnswer, ReaderQuestion } from '../../../../../src/core/input/pieces.ts';
import type { AppAction, AppState } from '../../../../../src/app/page/state.ts';
import { createStore } from '../../../../../src/app/page/store.ts';
import type { Store } from '../../../../../src/app/page/store.ts';
import { legacyBytes } from '../../../../support/legacy-bytes.ts';
import { FakeReaderWorker } from '../../../../support/reader-worker.ts';

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `passage ${index} of a long list`).join('\n');
const LARGE = lines(60_000);

let store: Store<AppState, AppAction>;
let large: LargeReader;

beforeAll(() => Promise.all([PARTS.reader.load(), PARTS.structured.load()]));
beforeEach(async () => {
  FakeReaderWorker.made.length = 0;
  FakeReaderWorker.fault = null;
  store = createStore<AppState, AppAction>({
    initial: initialState,
    reduce: reduceApp,
    schedule: (call) => void setTimeout(call),
    mayWait,
  });
  large = createLargeReader({ store, makeWorker: () => new FakeReaderWorker() as unknown as Worker, restMs: 5 });
  readLargeElsewhere(true);
  await large.follow();
});
afterEach(() => readLargeElsewhere(false));

const paste = (passages: string): void => store.dispatch({ type: 'input-fill', query: 'q', passages, origin: null });
const reading = (): ReturnType<typeof selectReading> => selectReading(store.getState().input);
const settled = (): Promise<void> => vi.waitFor(() => expect(reading().coming).toBe(false), { timeout: 20_000 });
const running = (): number => FakeReaderWorker.made.filter(({ ended }) => !ended).length;

describe('a large input', () => {
  it('is read in a worker: nothing is known of it until it has come, how far it is is told, and then it is ready', async () => {
    const shares: number[] = [];
    store.subscribe(() => {
      const { reader } = store.getState();
      if (reader?.type === 'busy') shares.push(reader.share);
    });
    paste(LARGE);
    expect(reading()).toMatchObject({ coming: true, ready: false });
    await settled();
    expect(reading()).toMatchObject({ ready: true, format: 'lines' });
    expect(reading().request?.candidates).toHaveLength(60_000);
    expect(store.getState().reader).toBeNull();
    expect(running()).toBe(0);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shares.length).toBeGreaterThan(5);
  });

  it('a short one is read at once, by the page', () => {
    paste(lines(10));
    expect(reading()).toMatchObject({ coming: false, ready: true });
    expect(FakeReaderWorker.made).toEqual([]);
  });

  it('can be stopped, stays as it was given, and is read when asked for', async () => {
    FakeReaderWorker.fault = 'silent';
    paste(`${LARGE}\nfirst`);
    await vi.waitFor(() => expect(running()).toBe(1));
    store.dispatch({ type: 'reader-tell', reader: { type: 'stopped' } });
    expect(running()).toBe(0);
    expect(store.getState()).toMatchObject({ reader: { type: 'stopped' }, input: { passages: `${LARGE}\nfirst` } });
    store.dispatch({ type: 'query-edit', text: 'another' });
    expect(running()).toBe(0);
    FakeReaderWorker.fault = null;
    store.dispatch({ type: 'reader-tell', reader: null });
    await settled();
    expect(reading().request?.candidates).toHaveLength(60_001);
  });

  it('that is replaced leaves its worker; what takes its place is read', async () => {
    FakeReaderWorker.fault = 'silent';
    paste(`${LARGE}\nsecond`);
    await vi.waitFor(() => expect(running()).toBe(1));
    FakeReaderWorker.fault = null;
    paste('one\ntwo');
    expect(running()).toBe(0);
    expect(store.getState().reader).toBeNull();
    expect(reading().request?.candidates).toHaveLength(2);
    paste(`${LARGE}\nthird`);
    await settled();
    expect(reading().request?.candidates).toHaveLength(60_001);
  });

  it.each(['start', 'error'] as const)('is read by the page where a worker cannot be had (%s)', async (fault) => {
    FakeReaderWorker.fault = fault;
    paste(`${LARGE}\n${fault}`);
    await settled();
    expect(reading().request?.candidates).toHaveLength(60_001);
    expect(store.getState().reader).toBeNull();
  });
});

const fileOf = (name: string, bytes: Uint8Array): { readonly path: string; readonly file: File } => ({
  path: name,
  file: new File([bytes as Uint8Array<ArrayBuffer>], name),
});

describe('opened files', () => {
  const open = (): ReturnType<typeof createOpenActions> =>
    createOpenActions({
      store,
      newId: () => 'r',
      readSample: () => Promise.reject(new Error('none')),
      dropHash: () => {},
      large,
    });

  it('that are large are opened in the worker, and stopping leaves everything as it was', async () => {
    const actions = open();
    paste('one\ntwo');
    FakeReaderWorker.fault = 'silent';
    const opening = actions.openFiles([fileOf('a.txt', new TextEncoder().encode(LARGE))]);
    await vi.waitFor(() => expect(store.getState().reader).toMatchObject({ type: 'busy', doing: 'open' }));
    store.dispatch({ type: 'reader-tell', reader: { type: 'stopped' } });
    await opening;
    expect(store.getState()).toMatchObject({ reader: null, input: { passages: 'one\ntwo', files: [] } });
    FakeReaderWorker.fault = null;
    await actions.openFiles([fileOf('a.txt', new TextEncoder().encode(LARGE))]);
    await settled();
    expect(store.getState().input.files.map(({ name }) => name)).toEqual(['a.txt']);
    expect(reading().request?.candidates).toHaveLength(60_000);
  });

  it('say in which encoding they were read, and are read in another when the person chooses one', async () => {
    const actions = open();
    const text = 'id;text\n1;Столица Франции это Париж\n2;Берлин стоит на реке Шпре\n';
    await actions.openFiles([fileOf('ru.csv', legacyBytes(text, 'koi8-r'))]);
    expect(store.getState().input).toMatchObject({
      passages: text,
      origin: { encodings: [{ name: 'ru.csv', encoding: 'koi8-r', guessed: true }] },
    });
    store.dispatch({ type: 'encoding-choose', name: 'ru.csv', encoding: 'windows-1251' });
    await vi.waitFor(() => expect(store.getState().input.passages).toContain('уФПМЙГБ'));
    expect(store.getState()).toMatchObject({
      wantedEncoding: null,
      input: { origin: { encodings: [{ encoding: 'windows-1251', guessed: false }] } },
    });
    store.dispatch({ type: 'encoding-choose', name: 'ru.csv', encoding: 'koi8-r' });
    await vi.waitFor(() => expect(store.getState().input.passages).toBe(text));
  });

  it('in UTF-8 say nothing of it; an empty file is told and replaces nothing', async () => {
    const actions = open();
    await actions.openFiles([fileOf('a.txt', new TextEncoder().encode('eins\nzwei ä'))]);
    expect(store.getState().input.origin).toEqual({ type: 'files', names: ['a.txt'] });
    await actions.openFiles([fileOf('empty.csv', new Uint8Array())]);
    expect(store.getState()).toMatchObject({
      inputNotice: { type: 'empty', name: 'empty.csv' },
      input: { passages: 'eins\nzwei ä' },
    });
  });

  it('a file’s name still says what it is when its text stands in the field', async () => {
    await open().openFiles([fileOf('passages.csv', new TextEncoder().encode('text\nalpha\nbeta\n'))]);
    expect(reading().request?.candidates.map(({ text }) => text)).toEqual(['alpha', 'beta']);
  });
});

describe('dropped documents', () => {
  const sample = (name: string): ReturnType<typeof fileOf> =>
    fileOf(name, new Uint8Array(readFileSync(`test/fixtures/documents/${name}`)));
  const actions = (): ReturnType<typeof createOpenActions> =>
    createOpenActions({
      store,
      newId: () => 'r',
      readSample: () => Promise.reject(new Error('none')),
      dropHash: () => {},
      large,
    });

  it('are read in a worker however small they are, fill the list, and what is not read is told beside them', async () => {
    await actions().openFiles([sample('handbook.pdf'), sample('scan.pdf'), sample('handbook.docx')]);
    await settled();
    const { input, refused, reader } = store.getState();
    expect(input.files.map(({ name, document }) => [name, document?.kind])).toEqual([
      ['handbook.pdf', 'pdf'],
      ['handbook.docx', 'docx'],
    ]);
    expect(refused).toEqual([{ name: 'scan.pdf', type: 'scan', pages: 2 }]);
    expect(reader).toBeNull();
    expect(reading()).toMatchObject({ format: 'documents', problems: [] });
    expect(reading().request?.documents?.map(({ name }) => name)).toEqual(['handbook.pdf', 'handbook.docx']);
    expect(running()).toBe(0);
  });

  it('one that cannot be read leaves what was typed, and is told until it has been seen', async () => {
    paste('one\ntwo');
    await actions().openFiles([sample('locked.pdf')]);
    expect(store.getState()).toMatchObject({
      input: { passages: 'one\ntwo' },
      refused: [{ name: 'locked.pdf', type: 'password' }],
    });
    store.dispatch({ type: 'files-refuse', refused: [] });
    expect(store.getState().refused).toEqual([]);
  });

  it('one that its reader never comes back from is left and told, and those behind it are read', async () => {
    large = createLargeReader({ store, makeWorker: () => new StuckWorker() as unknown as Worker, restMs: 5, silentMs: 2000 });
    await actions().openFiles([sample('handbook.docx'), fileOf('endless.pdf', new Uint8Array()), sample('handbook.md')]);
    const { refused, input } = store.getState();
    expect(refused).toEqual([{ name: 'endless.pdf', type: 'too-slow', page: 7 }]);
    expect(input.files.map(({ name }) => name)).toEqual(['handbook.docx', 'handbook.md']);
  });

  it('where no worker can be had each is told', async () => {
    FakeReaderWorker.fault = 'start';
    await actions().openFiles([sample('handbook.pdf')]);
    expect(store.getState().refused).toEqual([{ name: 'handbook.pdf', type: 'no-reader' }]);
  });
});

/** Reads one file after the other, but never comes back from `endless.pdf`. */
class StuckWorker extends FakeReaderWorker {
  #stuck = false;

  override postMessage(question: ReaderQuestion): void {
    const at = question.type === 'open' ? question.files.findIndex(({ name }) => name === 'endless.pdf') : -1;
    this.#stuck = at !== -1;
    super.postMessage(this.#stuck && question.type === 'open' ? { type: 'open', files: question.files.slice(0, at) } : question);
  }

  override dispatchEvent(event: Event): boolean {
    const { data } = event as MessageEvent<ReaderAnswer>;
    if (!this.#stuck || data.type !== 'end') return super.dispatchEvent(event);
    const stuck: ReaderAnswer = { type: 'file', name: 'endless.pdf', page: 7, of: 9 };
    return super.dispatchEvent(new MessageEvent('message', { data: stuck }));
  }
}
