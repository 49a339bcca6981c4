import type { RunEvent } from './run-event.ts';
import { startingRanking } from '../starting-ranking.ts';
import type { RunView, WindowView } from './run-view.ts';

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { readonly type: T }>;

function startRun(event: EventOf<'run-start'>): RunView {
  const order = startingRanking(event.request);
  return {
    runId: event.runId,
    lastSeq: event.seq,
    lastAt: event.at,
    request: event.request,
    settings: event.settings,
    model: event.model,
    plan: event.windows,
    windows: [],
    ranking: order,
    committed: order,
    ties: [],
    forecast: event.forecast ?? null,
    cost: null,
    tentative: null,
    outcome: null,
  };
}

function startWindow(view: RunView, event: EventOf<'window-start'>): RunView {
  const opened: WindowView = {
    index: event.window,
    start: event.start,
    end: event.end,
    places: event.places ?? null,
    question: event.question ?? 'order',
    take: event.take ?? null,
    sample: event.sample ?? null,
    phase: 'reading',
    passages: event.passages,
    messages: event.messages,
    written: event.written ?? '',
    promptTokens: event.promptTokens,
    budget: event.budget ?? null,
    reasoning: '',
    thought: null,
    keptTo: null,
    waits: [],
    likelihoods: null,
    fused: null,
    skip: null,
    answer: '',
    outcome: null,
    scores: null,
    notes: [],
    usage: null,
    startedAt: event.at,
    firstTextAt: null,
    thoughtEndedAt: null,
    endedAt: null,
    before: view.committed,
    after: null,
  };
  return { ...view, windows: [...view.windows, opened], ranking: view.committed, tentative: null };
}

function changeWindow(view: RunView, index: number, change: (window: WindowView) => WindowView): RunView {
  return { ...view, windows: view.windows.map((window) => (window.index === index ? change(window) : window)) };
}

function applyEvent(view: RunView, event: Exclude<RunEvent, { readonly type: 'run-start' }>): RunView {
  switch (event.type) {
    case 'window-start':
      return startWindow(view, event);
    case 'reasoning-start':
      return changeWindow(view, event.window, (window) => ({ ...window, phase: 'thinking' }));
    case 'reasoning-delta':
      return changeWindow(view, event.window, (window) => ({
        ...window,
        phase: 'thinking',
        reasoning: window.reasoning + event.text,
        firstTextAt: window.firstTextAt ?? event.at,
      }));
    case 'reasoning-end':
      return changeWindow(view, event.window, (window) => ({
        ...window,
        phase: 'answering',
        thought: event.end,
        keptTo: event.keptTo ?? null,
        thoughtEndedAt: event.at,
      }));
    case 'thought-skip':
      return changeWindow(view, event.window, (window) => ({ ...window, skip: event.result }));
    case 'thought-wait':
      return changeWindow(view, event.window, (window) => ({ ...window, waits: [...window.waits, window.reasoning.length] }));
    case 'likelihoods':
      return changeWindow(view, event.window, (window) => ({
        ...window,
        likelihoods: { of: event.of, logProbs: event.logProbs, computedTokens: event.computedTokens },
      }));
    case 'samples-fused':
      return changeWindow(view, event.window, (window) => ({ ...window, fused: event }));
    case 'answer-delta':
      return changeWindow(view, event.window, (window) => ({
        ...window,
        phase: 'answering',
        answer: window.answer + event.text,
        firstTextAt: window.firstTextAt ?? event.at,
      }));
    case 'order-update':
      return { ...view, ranking: event.ranking, tentative: { window: event.window, from: event.from } };
    case 'window-end':
      return {
        ...changeWindow(view, event.window, (window) => ({
          ...window,
          phase: 'ended',
          outcome: event.outcome,
          thought: event.thought,
          scores: event.scores ?? null,
          notes: event.notes ?? [],
          usage: event.usage,
          endedAt: event.at,
          after: event.ranking,
        })),
        ranking: event.ranking,
        committed: event.ranking,
        ties: event.ties ?? [],
        tentative: null,
      };
    case 'run-end':
      // What a broken-off window was leaning to is not a result: the list falls back to what was committed.
      return {
        ...view,
        ranking: event.ranking,
        committed: event.ranking,
        ties: event.ties ?? [],
        tentative: null,
        outcome: event.outcome,
        cost: event.cost ?? null,
      };
    default:
      // A log of a later version may tell of things that this one knows no picture for.
      event satisfies never;
      return view;
  }
}

/**
 * One step of the run's story. Events of another run, events already seen and events after run-end leave the view as it is
 * (same identity). Live view, replay and tests all use this one function.
 */
export function reduceRun(view: RunView | null, event: RunEvent): RunView | null {
  if (event.type === 'run-start') return view === null ? startRun(event) : view;
  if (view === null || event.runId !== view.runId || event.seq <= view.lastSeq || view.outcome !== null) return view;
  return { ...applyEvent(view, event), lastSeq: event.seq, lastAt: event.at };
}
