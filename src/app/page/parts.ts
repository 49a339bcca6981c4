import { windowedList } from '../features/ranking/windowed-part.ts';
import { refusals } from '../shell/refusals-part.ts';
import { part } from './part.tsx';
import type { Part } from './part.tsx';

/** Everything of the page that is not in its first script, by what it is for. Each is a chunk of its own; what several need is shared. */
export const PARTS = {
  /** Reads what earlier visits kept. */
  kept: part(() => import('./read-kept.ts')),
  /** Reads what was pasted, chosen or dropped; JSON and markup when `structured` has come too. */
  reader: part(() => import('../../core/input/read-input.ts')),
  structured: part(() => import('../../core/input/structured.ts')),
  /** Reads what is large in a worker. */
  large: part(() => import('../features/input/large.ts')),
  /** What is said of an input, and asked about it. */
  told: part(() => import('../features/input/told-part.ts')),
  /** What a run would do, before it is asked for. */
  beforeRun: part(() => import('../features/run/before-run.tsx')),
  /** Opens files, links and the runs in them. */
  open: part(() => import('../features/input/controller.ts')),
  /** Tells what dropped files are, in whatever encoding. */
  dropped: part(() => import('../../core/input/dropped.ts')),
  /** Makes a run of model calls that another program stored. */
  invocations: part(() => import('../../core/log/invocations.ts')),
  refusals,
  /** Keeps drafts that the tab's own storage has no room for. */
  drafts: part(() => import('../storage/drafts.ts')),
  history: part(() => import('../features/history/controller.ts')),
  /** Keeps runs that go on, and goes on with those that were broken off. */
  recovery: part(() => import('../features/recovery/controller.ts')),
  experiments: part(() => import('../features/compare/controller.ts')),
  lensRuns: part(() => import('../features/lenses/controller.ts')),
  method: part(() => import('../features/method/method-section.tsx')),
  /** What is seldom said above the views. */
  lateNotices: part(() => import('../shell/late-notices.tsx')),
  timeline: part(() => import('../features/timeline/timeline.tsx')),
  trace: part(() => import('../features/trace/trace-view.tsx')),
  /** Writes what takes a run off the page. What reads a thought is there then, with the run's trace. */
  exporter: part(() => import('../features/export/controller.ts')),
  help: part(() => import('../shell/help-dialog.tsx')),
  limits: part(() => import('../features/limits/limits-panel.tsx')),
  runRanking: part(() => import('../features/ranking/run-ranking.tsx')),
  windowedList,
  /** A document, opened at a passage. */
  documentReader: part(() => import('../features/reader/document-reader.tsx')),
  /** That the page opens without a network, and newer versions of it. */
  offline: part(() => import('../features/offline/offline-note.tsx')),
  /** Which passage led after each sentence, under a thought that was watched. */
  beliefLine: part(() => import('../features/lenses/belief-line.tsx')),
  /** What the page's policy was tried on, for the line about privacy. */
  reach: part(() => import('../shell/reach-note.tsx')),
  /** Counts the page's requests, beside the line about privacy. */
  network: part(() => import('../features/network/request-count.tsx')),
  charts: part(() => import('../features/charts/charts.tsx')),
  /** Who stands above whom, of runs that certify their first places. */
  preferences: part(() => import('../features/preferences/preferences-view.tsx')),
  glossary: part(() => import('../shell/glossary.tsx')),
  exportMenu: part(() => import('../features/export/export-menu.tsx')),
  keptRuns: part(() => import('../features/history/kept-runs.tsx')),
  /** The recorded run that plays where nothing has been done yet. */
  landing: part(() => import('../features/gallery/landing-run.tsx')),
  gallery: part(() => import('../features/gallery/gallery-view.tsx')),
  galleryRuns: part(() => import('../features/gallery/controller.ts')),
  compare: part(() => import('../features/compare/compare-view.tsx')),
  lenses: part(() => import('../features/lenses/lenses-view.tsx')),
  lessons: part(() => import('../features/lessons/lessons-view.tsx')),
  /** Opens what an address names: a sample, and how it is asked. */
  taken: part(() => import('../features/lessons/take-list.ts')),
};

/** What a run is shown with. */
const STAGE: readonly Part[] = [
  PARTS.timeline,
  PARTS.runRanking,
  PARTS.windowedList,
  PARTS.trace,
  PARTS.limits,
  PARTS.charts,
  PARTS.exportMenu,
];

/** Fetches what a run is shown with, so that nothing of it comes later than the run. Resolves in any case: what is missing says so in its place. */
export async function loadStage(): Promise<void> {
  await Promise.allSettled(STAGE.map((one) => one.load()));
}
