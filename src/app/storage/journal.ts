import { checkLog } from '../../core/log/check.ts';
import type { RunEvent } from '../../core/log/event.ts';
import { anything, count, fields, list, number, read, text } from '../../core/schema.ts';
import type { Result } from '../../core/request.ts';
import { connectDatabase, settle } from './database.ts';
import type { HistoryProblem } from './database.ts';
import type { Locks } from './drafts.ts';
import { UPGRADE_STEPS } from './schema.ts';

/** Version of the journal's records. Another version's are told and not read. */
const JOURNAL_SCHEMA = 1;
/** Most characters of texts that are kept of one run: more is told as having no room. */
const MOST_CHARACTERS = 16_000_000;
/** A run that nobody goes on with is kept this long, and so many at most. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const MOST_RUNS = 3;
const LOCK = 'glassrank.run.';

/** A part of a run's log, as it is kept: all of it up to the end of one window, or of several that ended at once. */
export interface JournalRecord {
  readonly place: [runId: string, part: number];
  readonly schema: number;
  /** Path of the document that it runs in: another one may send texts elsewhere. */
  readonly page: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly events: readonly unknown[];
}

const record = fields({
  place: list(anything),
  schema: count,
  page: text,
  at: number,
  events: list(anything),
});

/** A run that was left unfinished. */
export interface LeftRun {
  readonly runId: string;
  readonly at: number;
  /** Its log as far as it is whole; null: it was kept by a version that this one cannot read, or nothing of it can be read. */
  readonly log: readonly RunEvent[] | null;
  /** Something that was kept of it does not fit, and what follows that is left out. */
  readonly cut: boolean;
}

type Answer<T> = Promise<Result<T, HistoryProblem>>;

/** What is written ahead of runs that go on, at the ends of windows. Every call answers with a value; none throws. */
export interface Journal {
  /** Keeps what has come of a run since the part before; part 0 puts away what was kept of it before. */
  write(runId: string, part: number, events: readonly RunEvent[]): Answer<null>;
  /** The run is over or let go of: nothing of it stays. */
  erase(runId: string): Answer<null>;
  /**
   * Runs of this page that no open page holds, newest first; those that are too old or too many are erased. `held`: an open page holds the run `own`, which is not one
   * that was left then.
   */
  left(own?: string): Answer<{ readonly runs: readonly LeftRun[]; readonly held: boolean }>;
  /** Holds a run for as long as this page lives, or until it is let go of. */
  hold(runId: string): () => void;
}

export interface JournalSetup {
  readonly name?: string;
  readonly page: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly locks: Locks | undefined;
}

export function openJournal({ name = 'glassrank-history', page, now, locks }: JournalSetup): Journal {
  const { using } = connectDatabase({ name, steps: UPGRADE_STEPS });
  const sizes = new Map<string, number>();
  const openLocks = async (): Promise<ReadonlySet<string>> =>
    new Set((await locks?.query().catch(() => null))?.held?.map(({ name: lock = '' }) => lock));
  const erase = (runId: string): Answer<null> =>
    using(async (database) => {
      sizes.delete(runId);
      await database.delete('journal', rangeOf(runId));
      return { ok: true, value: null };
    });
  return {
    write: (runId, part, events) =>
      using(async (database) => {
        const size = (part === 0 ? 0 : (sizes.get(runId) ?? 0)) + sizeOf(events);
        if (size > MOST_CHARACTERS) return { ok: false, error: { code: 'quota' } };
        const transaction = database.transaction('journal', 'readwrite', { durability: 'relaxed' });
        const put = (): Promise<unknown> =>
          transaction.store.put({ place: [runId, part], schema: JOURNAL_SCHEMA, page, at: now(), events });
        await settle(transaction, part === 0 ? [() => transaction.store.delete(rangeOf(runId)), put] : [put]);
        sizes.set(runId, size);
        return { ok: true, value: null };
      }),
    erase,
    async left(own) {
      let open = await openLocks();
      // What the page before held in this tab may be let go of a moment later.
      if (own !== undefined && open.has(LOCK + own)) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        open = await openLocks();
      }
      const found = await using(async (database) => ({ ok: true, value: await database.getAll('journal') }));
      if (!found.ok) return found;
      const recordsOf = new Map<string, unknown[]>();
      for (const one of found.value) {
        const runId = String(one.place[0]);
        recordsOf.set(runId, [...(recordsOf.get(runId) ?? []), one]);
      }
      const runs = [...recordsOf].flatMap(([runId, records]) =>
        open.has(LOCK + runId) ? [] : (readRun(runId, records, { page, now }) ?? []),
      );
      const newest = runs.toSorted((one, other) => other.at - one.at);
      const kept = newest.filter(({ at }, place) => at >= now() - KEPT_MS && place < MOST_RUNS);
      for (const { runId } of newest) if (!kept.some((one) => one.runId === runId)) await erase(runId);
      return { ok: true, value: { runs: kept, held: own !== undefined && open.has(LOCK + own) } };
    },
    hold(runId) {
      let release = (): void => {};
      const over = new Promise<void>((resolve) => (release = resolve));
      locks?.request(LOCK + runId, { mode: 'shared' }, () => over).catch(() => {});
      return release;
    },
  };
}

const rangeOf = (runId: string): IDBKeyRange => IDBKeyRange.bound([runId, 0], [runId, Number.MAX_SAFE_INTEGER]);

/** Null for a run of another document. */
function readRun(runId: string, records: readonly unknown[], { page, now }: Pick<JournalSetup, 'page' | 'now'>): LeftRun | null {
  const events: unknown[] = [];
  // What nobody can read is as good as new: it is told before it is erased.
  let at = now();
  let cut = false;
  let other = false;
  for (const [part, value] of records.entries()) {
    const kept = read(record, value);
    if (kept !== null && kept.page !== page) return null;
    if (kept !== null) ({ at } = kept);
    if (kept === null || kept.place[1] !== part || kept.schema !== JOURNAL_SCHEMA) {
      other = kept !== null && kept.schema !== JOURNAL_SCHEMA;
      cut = true;
      break;
    }
    events.push(...kept.events);
  }
  const checked = checkLog(events);
  const log = other || checked.events.length === 0 ? null : checked.events;
  return { runId, at, log, cut: cut || checked.flaw !== null };
}

/** About as many characters as the texts of events have. */
function sizeOf(events: readonly RunEvent[]): number {
  let size = 0;
  for (const event of events) {
    size += 100;
    if (event.type === 'run-start')
      for (const { text: passage, docId } of event.request.candidates) size += passage.length + docId.length;
    if (event.type === 'window-start') for (const { content } of event.messages) size += 2 * content.length;
    if ('ranking' in event) size += 20 * event.ranking.length;
    if ('text' in event) size += event.text.length;
  }
  return size;
}
