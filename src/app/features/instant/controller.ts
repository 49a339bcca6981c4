import type { InputDraft } from '../input/slice.ts';
import type { FirstStageOrder, RankRequest } from '../../../core/request.ts';
import { hasScores, titledText } from '../../../core/request.ts';
import { listBm25 } from '../../../core/text/terms.ts';
import type { InstantClient } from '../../../instant/client.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import { isLongInput, selectReading } from '../input/reading.ts';
import type { StartFrom } from './slice.ts';

/**
 * The list by its own scores (`score`) or by BM25 over this list (`bm25`), best first; equal scores keep the order given. Null where a passage has
 * no score of its own.
 */
export function listOrder(request: RankRequest, by: 'score' | 'bm25'): FirstStageOrder | null {
  const { candidates, query } = request;
  if (by === 'score' && !hasScores(request)) return null;
  const scores =
    by === 'score'
      ? candidates.map(({ score }) => score ?? 0)
      : listBm25({ query: query.text, texts: candidates.map((candidate) => titledText(candidate)) });
  const places = candidates.map((_, place) => place);
  places.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other);
  return {
    method: 'bm25',
    ranking: places.flatMap((place) => candidates[place]?.docId ?? []),
    scores,
    windowFrom: candidates.map(() => null),
  };
}

interface FirstStageSetup {
  readonly store: Store<AppState, AppAction>;
  /** Starts a fresh worker. */
  readonly connect: () => InstantClient;
  /** Milliseconds without an edit before the order is asked for. */
  readonly debounceMs: number;
  /** Milliseconds a run waits for the fused order before it starts from what there is. */
  readonly patienceMs: number;
  /** Calls back once the page has nothing more pressing to do. */
  readonly whenIdle: (callback: () => void) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** What keeps the instant order up to date. */
export interface FirstStageActions {
  /** Begins to follow the input, and loads the encoder when the page is idle. */
  start(): void;
  /** Loads the encoder, or again after a failure. */
  loadEncoder(): Promise<void>;
  /**
   * The request of a run with the order it starts from, as chosen: the fused order; after `patienceMs`, a failure or `signal` the best there
   * is, and the page says so; the list as given when there is none.
   */
  requestFor(run: { readonly request: RankRequest; readonly runId: string; readonly signal: AbortSignal }): Promise<RankRequest>;
}

/** Of a page without a first stage: lists stand, and runs start, as given. */
export const LISTS_AS_GIVEN: FirstStageActions = {
  start: () => {},
  loadEncoder: () => Promise.resolve(),
  requestFor: ({ request }) => Promise.resolve(request),
};

/** Joins the store to the first stage's worker. Every method may be called at any time. */
export function createFirstStageActions(setup: FirstStageSetup): FirstStageActions {
  const { store } = setup;
  let link: InstantClient | null = null;
  let followed: RankRequest | null = null;
  let followedStart: StartFrom | null = null;
  let reckonedBy: 'score' | 'bm25' | null = null;
  let seenInput: InputDraft | null = null;
  let seenStart: StartFrom | null = null;
  let reading: ReturnType<typeof setTimeout> | undefined;
  let asks = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const liveLink = (): InstantClient => {
    if (link !== null && !link.alive) {
      link = null;
      // A page that comes back from the back-forward cache finds its worker, and the encoder in it, gone.
      if (store.getState().firstStage.encoder.type === 'ready') void loadEncoder();
    }
    return (link ??= setup.connect());
  };

  const ask = async (request: RankRequest): Promise<void> => {
    clearTimeout(timer);
    asks += 1;
    const askId = String(asks);
    store.dispatch({ type: 'order-ask', askId, request });
    const asked = liveLink();
    let result = await asked.order(request);
    store.dispatch({ type: 'order-answer', askId, result });
    // A long list stands by its words while the encoder reads it.
    if (result.ok && result.value?.more !== undefined) {
      result = await asked.better(result.value.more.ask);
      store.dispatch({ type: 'order-answer', askId, result });
    }
    if (result.ok) return;
    // A fresh worker still has words; the encoder is loaded again only when the person asks for it.
    link?.end();
    link = null;
    if (store.getState().firstStage.encoder.type !== 'ready') return;
    // Asked before the failure is told: whoever waits must never see a moment in which nothing is coming.
    const again = followed === request ? ask(request) : undefined;
    store.dispatch({ type: 'encoder-end', result });
    await again;
  };

  /** By the list's own scores or by words, reckoned here: no worker is needed for it. */
  const reckon = (request: RankRequest, by: 'score' | 'bm25'): FirstStageOrder | null => {
    const { answered } = store.getState().firstStage;
    if (answered?.request === request && reckonedBy === by) return answered.answer.order;
    const begun = setup.now();
    // A list without scores that was to be ordered by them stands as given.
    const order = listOrder(request, by);
    if (order === null) return null;
    const askId = String((asks += 1));
    reckonedBy = by;
    store.dispatch({ type: 'order-ask', askId, request });
    const answer = { order, ms: setup.now() - begun, device: null, cut: [] };
    store.dispatch({ type: 'order-answer', askId, result: { ok: true, value: answer } });
    return order;
  };

  const bring = (request: RankRequest, startFrom: StartFrom): void => {
    if (startFrom === 'score' || startFrom === 'bm25') {
      reckon(request, startFrom);
      return;
    }
    reckonedBy = null;
    void ask(request);
  };

  const read = (): void => {
    const { input, startFrom } = store.getState();
    const { request, ready } = selectReading(input);
    const wanted = ready ? request : null;
    if (wanted === followed && startFrom === followedStart) return;
    // Between the instant order and the order as given nothing is to be reckoned anew.
    const same = wanted === followed && reckonedBy === null && startFrom !== 'score' && startFrom !== 'bm25';
    followed = wanted;
    followedStart = startFrom;
    if (same) return;
    clearTimeout(timer);
    if (wanted === null) return;
    timer = setTimeout(() => {
      if (startFrom === 'instant' || startFrom === 'given') bring(wanted, startFrom);
      else setup.whenIdle(() => followed === wanted && followedStart === startFrom && bring(wanted, startFrom));
    }, setup.debounceMs);
  };

  /** A long input is read only when typing rests. */
  const follow = (): void => {
    const { input, startFrom } = store.getState();
    if (input === seenInput && startFrom === seenStart) return;
    const waits = input !== seenInput && isLongInput(input) !== 'no';
    seenInput = input;
    seenStart = startFrom;
    clearTimeout(reading);
    if (waits) reading = setTimeout(read, setup.debounceMs);
    else read();
  };

  const loadEncoder = async (): Promise<void> => {
    const { encoder } = store.getState().firstStage;
    if (encoder.type === 'loading') return;
    if (link !== null && !link.alive) link = null;
    store.dispatch({ type: 'encoder-begin' });
    const result = await liveLink().load((event) => store.dispatch({ type: 'encoder-event', event }));
    store.dispatch({ type: 'encoder-end', result });
    if (result.ok && followed !== null && reckonedBy === null) await ask(followed);
  };

  /** The order known for a request, and whether a better one may come. */
  const known = (request: RankRequest): { readonly order: FirstStageOrder | null; readonly coming: boolean } => {
    const { answered, asked, encoder } = store.getState().firstStage;
    const order = answered !== null && answered.request === request ? answered.answer.order : null;
    // Words alone are the last word where the encoder does not read the language.
    const last = order?.method === 'bm25+minilm' || (order !== null && answered?.answer.otherLanguage === true);
    if (last) return { order, coming: false };
    // With the encoder ready, words alone are never the last word: the next question follows at once.
    return { order, coming: asked !== null || encoder.type !== 'failed' };
  };

  const waitFor = async (request: RankRequest, signal: AbortSignal): Promise<FirstStageOrder | null> => {
    const { asked, answered, encoder } = store.getState().firstStage;
    if (encoder.type === 'waiting') void loadEncoder();
    if (asked?.request !== request && answered?.request !== request) {
      followed = request;
      void ask(request);
    }
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(limit);
        unsubscribe();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const unsubscribe = store.subscribe(() => {
        if (!known(request).coming) end();
      });
      const limit = setTimeout(end, setup.patienceMs);
      signal.addEventListener('abort', end);
      if (!known(request).coming || signal.aborted) end();
    });
    return known(request).order;
  };

  return {
    start() {
      store.subscribe(follow);
      follow();
      setup.whenIdle(() => {
        if (store.getState().firstStage.encoder.type === 'waiting') void loadEncoder();
      });
    },
    loadEncoder,
    async requestFor({ request, runId, signal }) {
      const { startFrom } = store.getState();
      if (startFrom === 'given') return request;
      if (startFrom !== 'instant') {
        const order = reckon(request, startFrom);
        return order === null ? request : { ...request, firstStage: order };
      }
      const order = await waitFor(request, signal);
      if (order?.method !== 'bm25+minilm' && known(request).coming && !signal.aborted)
        store.dispatch({ type: 'order-late', runId, used: order === null ? 'given' : 'bm25' });
      return order === null ? request : { ...request, firstStage: order };
    },
  };
}
