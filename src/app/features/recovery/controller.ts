import { checkLog } from '../../../core/log/check.ts';
import type { RunEvent } from '../../../core/log/event.ts';
import { parseLogFile, runLogFile } from '../../../core/log/file.ts';
import { finishedPart } from '../../../core/run/resume.ts';
import type { Resume } from '../../../core/run/resume.ts';
import { fields, jsonOf, maybe, orNull, read, text } from '../../../core/schema.ts';
import type { TypeOf } from '../../../core/schema.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import { openJournal } from '../../storage/journal.ts';
import type { Journal, JournalSetup, LeftRun } from '../../storage/journal.ts';
import { openLog } from '../input/open-log.ts';
import { selectReading } from '../input/reading.ts';
import type { PageActions } from '../run/controller.ts';
import { createSentinel } from './sentinel.ts';
import type { LostRun } from './slice.ts';

const RUNNING_KEY = 'glassrank.running';

/** The run that was going on when this tab's page was left, as `leave` wrote it. */
const running = fields({ query: text, runId: maybe(text), log: orNull(text) });
type Running = TypeOf<typeof running>;

export interface RecoverySetup {
  readonly store: Store<AppState, AppAction>;
  readonly journal: Journal;
  readonly page: Pick<PageActions, 'rank' | 'chooseModel'>;
  /** The tab's own storage; may throw, and so may all it does. */
  readonly session: () => Storage;
}

/** What can be done about a run that did not come to its end. */
export interface RecoveryActions {
  /** Looks whether a run was left, tells it, and from now on writes runs ahead. */
  start(): Promise<void>;
  /** Goes on behind the last finished window of the run that was left, or of the one on stage. Loads its model first where need be. */
  goOn(): Promise<void>;
  /** Puts the run that was left on stage, as far as it went. It stays where it is kept until it is let go of or another one begins. */
  showLost(): Promise<void>;
  /** The run that was left is erased. */
  letGo(): Promise<void>;
}

/** Over this browser's database. `address`: the page's own, without a hash. */
export function openRecovery({
  address,
  name,
  locks,
  ...setup
}: Omit<RecoverySetup, 'journal'> & {
  readonly address: string;
  readonly name?: string;
  readonly locks?: JournalSetup['locks'];
}): ReturnType<typeof createRecovery> {
  const { pathname } = new URL(address);
  const journal = openJournal({ page: pathname, now: Date.now, locks, ...(name === undefined ? {} : { name }) });
  return createRecovery({ ...setup, journal });
}

export function createRecovery({ store, journal, page, session }: RecoverySetup): RecoveryActions & { leave(): void } {
  const sentinel = createSentinel(session);
  const inSession = read(running, jsonOf(tryTo(() => session().getItem(RUNNING_KEY))));
  /** The run that is written ahead. `seen`: events that were looked at, `saved`: those that are kept; `full`: there is no room for more of it. */
  let ahead: {
    readonly runId: string;
    readonly release: () => void;
    part: number;
    seen: number;
    saved: number;
    full: boolean;
  } | null = null;
  /** A run goes on in a moment, and its model is loaded before. */
  let going = false;
  /** One after the other: parts of one run must not overtake each other. */
  let writing: Promise<unknown> = Promise.resolve();
  let was = store.getState();
  /** The run that was on stage when all was forgotten: it is not written again. */
  let forgotten: string | null = null;
  let keptNothing = was.preferences.keepNothing;

  const tell = (change: Partial<AppState['recovery']>): void => store.dispatch({ type: 'recovery-tell', change });

  const drop = (): void => {
    if (ahead === null) return;
    const { runId, release } = ahead;
    ahead = null;
    writing = writing.then(() => journal.erase(runId)).then(release);
  };
  const write = (log: readonly RunEvent[], to: number): void => {
    if (ahead === null || ahead.full) return;
    const mine = ahead;
    const { part, saved } = mine;
    mine.part += 1;
    mine.saved = to;
    writing = writing.then(async () => {
      // What is missing in the middle is no log: what was kept before stays, and no more is added.
      if (mine.full) return;
      const kept = await journal.write(mine.runId, part, log.slice(saved, to));
      if (kept.ok) return;
      mine.full = true;
      if (ahead === mine && kept.error.code !== 'unavailable') tell({ unkept: kept.error });
    });
  };

  const begin = (runId: string, state: AppState, lost: LostRun | null): void => {
    // Another one was begun in its place.
    if (lost !== null && lost.runId !== null && lost.runId !== runId) void journal.erase(lost.runId);
    // One that goes on is written anew from its beginning.
    if (ahead?.runId !== runId) drop();
    else ahead.release();
    ahead = { runId, release: journal.hold(runId), part: 0, seen: 0, saved: 0, full: false };
    const query = selectReading(state.input).request?.query.text ?? '';
    tryTo(() => session().setItem(RUNNING_KEY, JSON.stringify({ query, runId, log: null })));
    sentinel.begin({ step: 'run', modelId: state.modelId });
    const { lost: told, unkept } = state.recovery;
    if (told !== null || unkept !== null) tell({ lost: null, unkept: null });
  };
  /** A run that is over is kept with the past runs; what was written ahead of it goes, unless it can still be gone on with. */
  const rest = (state: AppState): void => {
    const { type } = state.phase;
    if (type !== 'running' && type !== 'loading' && !going && resumeOf(state) === null) drop();
  };
  const forget = (): void => {
    drop();
    forgotten = store.getState().run?.runId ?? null;
    tryTo(() => session().removeItem(RUNNING_KEY));
    sentinel.leave();
    if (store.getState().recovery.lost !== null) tell({ lost: null });
  };

  const follow = (): void => {
    const state = store.getState();
    const before = was;
    was = state;
    const { phase, log, run, preferences, offline } = state;
    const keepsNothing = preferences.keepNothing && !keptNothing;
    keptNothing = preferences.keepNothing;
    if (keepsNothing || offline.forgotten !== before.offline.forgotten) forget();
    if (phase !== before.phase) {
      if (phase.type === 'loading' && before.phase.type !== 'loading') sentinel.begin({ step: 'load', modelId: state.modelId });
      if (before.phase.type === 'loading' && phase.type !== 'loading') sentinel.pass();
      if (before.phase.type === 'running' && phase.type !== 'running') {
        tryTo(() => session().removeItem(RUNNING_KEY));
        sentinel.pass();
      }
      if (preferences.keepNothing) return;
      if (phase.type === 'running' && (before.phase.type !== 'running' || before.phase.runId !== phase.runId))
        begin(phase.runId, state, before.recovery.lost);
      else rest(state);
    }
    if (preferences.keepNothing || run === null) return;
    // Listeners hear of a stream frame by frame: a short run may have begun and broken down in one.
    const broken = phase.type !== 'running' && state.recovery.lost === null && resumeOf(state) !== null;
    if (broken && ahead?.runId !== run.runId && run.runId !== forgotten) begin(run.runId, state, before.recovery.lost);
    if (ahead === null || (phase.type !== 'running' && !broken) || run.runId !== ahead.runId) return;
    let end = -1;
    for (; ahead.seen < log.length; ahead.seen += 1) if (log[ahead.seen]?.type === 'window-end') end = ahead.seen + 1;
    if (end === -1) return;
    sentinel.pass();
    write(log, end);
  };

  const goOn = async (): Promise<void> => {
    const state = store.getState();
    const resume = resumeOf(state);
    const start = resume?.log[0];
    if (resume === null || start?.type !== 'run-start') return;
    going = true;
    try {
      if (start.model.id !== state.modelId) page.chooseModel(start.model.id);
      await page.rank(resume);
    } finally {
      going = false;
      rest(store.getState());
    }
  };

  return {
    async start() {
      store.subscribe(follow);
      const { phase, preferences, modelId } = store.getState();
      if (phase.type === 'running' && !preferences.keepNothing) begin(phase.runId, store.getState(), null);
      if (phase.type === 'loading') sentinel.begin({ step: 'load', modelId });
      follow();
      if (sentinel.crashes !== null) tell({ crashes: sentinel.crashes });
      if (preferences.keepNothing) {
        forget();
        return;
      }
      const left = await journal.left(inSession?.runId);
      // A copy of a tab whose run goes on there.
      if (left.ok && left.value.held) return;
      const lost = lostRun(inSession, left.ok ? left.value.runs : []);
      // A run that has begun since is not taken for one that was left.
      if (lost !== null && store.getState().phase.type !== 'running' && ahead?.runId !== lost.runId) tell({ lost });
    },
    goOn,
    async showLost() {
      const { lost } = store.getState().recovery;
      if (lost === null || lost.log === null || store.getState().phase.type === 'running') return;
      const header = { app: { name: 'glassrank', version: '' }, exportedAt: '', hashes: null } as const;
      const parsed = parseLogFile(runLogFile(header, lost.log));
      if (parsed.ok) await openLog(store, parsed.value, { type: 'lost' });
    },
    async letGo() {
      const { lost } = store.getState().recovery;
      tryTo(() => session().removeItem(RUNNING_KEY));
      tell({ lost: null });
      if (lost !== null && lost.runId !== null) await journal.erase(lost.runId);
    },
    leave() {
      sentinel.leave();
      const { phase, run, log, preferences } = store.getState();
      if (preferences.keepNothing || phase.type !== 'running' || run?.runId !== phase.runId) return;
      const { query } = run.request;
      // Where there is no room for it, what was written ahead is gone on from.
      tryTo(() =>
        session().setItem(RUNNING_KEY, JSON.stringify({ query: query.text, runId: run.runId, log: JSON.stringify(log) })),
      );
    },
  };
}

/** What a page can go on from now: the run that was left, or the one on stage whose engine broke down; null: nothing. */
export function resumeOf({
  recovery: { lost },
  run,
  opened,
  log,
}: Pick<AppState, 'recovery' | 'run' | 'opened' | 'log'>): Resume | null {
  if (lost !== null) {
    const done = lost.log === null ? null : finishedPart(lost.log);
    return done === null ? null : { log: done, reason: 'page-left' };
  }
  // Trying the same again cannot help where the engine refused.
  if (opened !== null || run === null || run.outcome?.type !== 'failed' || !run.outcome.error.retry) return null;
  const done = finishedPart(log);
  return done === null ? null : { log: done, reason: run.outcome.error.code };
}

/** The run that was left: this tab's own, by what tells more of it; else the newest that no page holds. */
function lostRun(own: Running | null, left: readonly LeftRun[]): LostRun | null {
  const written = own === null ? left[0] : left.find(({ runId }) => runId === own.runId);
  const session = checkLog((jsonOf(own?.log ?? null) as readonly unknown[] | null) ?? []).events;
  if (own === null && written === undefined) return null;
  const kept = written?.log ?? [];
  const log = session.length >= kept.length ? session : kept;
  const start = log[0];
  return {
    runId: own?.runId ?? written?.runId ?? null,
    query: start?.type === 'run-start' ? start.request.query.text : (own?.query ?? ''),
    log: log.length === 0 ? null : log,
    trouble: log !== kept || written === undefined ? 'none' : written.log === null ? 'unreadable' : written.cut ? 'cut' : 'none',
  };
}

function tryTo<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    // Off or full.
    return null;
  }
}
