import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createGalleryActions } from '../../../../../src/app/features/gallery/controller.ts';
import { galleryFile } from '../../../../../src/app/features/gallery/entries.ts';
import { initialState, mayWait, reduceApp } from '../../../../../src/app/page/reduce.ts';
import { createStore } from '../../../../../src/app/page/store.ts';
import { selectLook } from '../../../../../src/app/shell/look.ts';

const PUBLIC = new URL('../../../../../public/', import.meta.url);

/** A page with the gallery's own files; `broken`: they cannot be fetched. */
function gallery(broken = false) {
  const store = createStore({ initial: initialState, reduce: reduceApp, schedule: (callback) => callback(), mayWait });
  const readRecorded = (id: string): Promise<string> =>
    broken ? Promise.reject(new Error('offline')) : Promise.resolve(readFileSync(new URL(galleryFile(id), PUBLIC), 'utf8'));
  return { store, actions: createGalleryActions({ store, readRecorded }) };
}

describe('a recorded run', () => {
  it('is watched from its beginning, and its query and list stand in the input to be run here', async () => {
    const { store, actions } = gallery();
    await actions.open('kettle', 'watch');
    const state = store.getState();
    expect(state.opened).toEqual({ type: 'gallery', model: 'Glassrank 135M', times: state.playback.speed });
    expect([state.cursor, state.playback.playing, selectLook(state)]).toEqual([{ type: 'at', index: 0 }, true, 'watch']);
    expect(state.input.query).toBe('Why did the kettle stop heating?');
  });

  it('is studied at its end, and the look is not remembered', async () => {
    const { store, actions } = gallery();
    await actions.open('bees', 'study');
    const state = store.getState();
    expect([state.cursor, state.playback.playing, selectLook(state)]).toEqual([{ type: 'live' }, false, 'study']);
    expect(state.preferences.look).toBe('watch');
  });

  it('leaves what was typed where it is, until it is taken; then the words before can be brought back', async () => {
    const { store, actions } = gallery();
    store.dispatch({ type: 'query-edit', text: 'mine' });
    await actions.open('bees', 'watch');
    expect(store.getState().input.query).toBe('mine');
    await actions.take('bees');
    expect(store.getState().input.query).toBe('How do bees tell each other where food is?');
    expect([store.getState().showing, store.getState().view]).toEqual(['input', 'workbench']);
    store.dispatch({ type: 'input-undo' });
    expect(store.getState().input.query).toBe('mine');
  });

  it('that began as given is run here as given, another from the instant order', async () => {
    const { store, actions } = gallery();
    await actions.take('kettle');
    expect(store.getState().startFrom).toBe('given');
    await actions.take('bees');
    expect(store.getState().startFrom).toBe('instant');
  });

  it.each(['kettle', 'no-such-run'])('%s that cannot be had says so in the gallery, and nothing else is touched', async (id) => {
    const { store, actions } = gallery(true);
    await actions.open(id, 'watch');
    const { gallery: told, view, run, input } = store.getState();
    expect([told.trouble === null, view, run, input]).toEqual([false, 'gallery', null, initialState.input]);
  });

  it('does not take the stage from a run that is going on', async () => {
    const { store, actions } = gallery();
    store.dispatch({ type: 'run-begin', runId: 'mine' });
    await actions.open('kettle', 'watch');
    await actions.take('kettle');
    expect([store.getState().run, store.getState().input]).toEqual([null, initialState.input]);
  });

  it('lies beside another: both are read, and closing puts them away', async () => {
    const { store, actions } = gallery();
    await actions.pair('kettle', 'bees');
    expect(store.getState().gallery.pair?.b.run.ranking).toHaveLength(4);
    store.dispatch({ type: 'gallery-pair', pair: null });
    expect(store.getState().gallery.pair).toBeNull();
  });
});
