import type { Licence } from '../../../engines/models/facts.ts';
import type { Misfit } from '../../../engines/models/fit.ts';
import type { InstallEvent } from '../../../engines/models/progress.ts';
import type { CheckedBy } from '../../../engines/models/stored.ts';
import { counted, dateTime, format } from './format.ts';

const FILES_DAMAGED = counted({ one: '# file was damaged', other: '# files were damaged' });

/** A figure of nDCG@10, as papers write it. */
const figure = (value: number): string => format.fixed(value, 3);

/** The page as a whole. */
export const page = {
  title: 'Models',
  documentTitle: 'Glassrank: models',
  back: 'Back to the workbench',
  reach: 'Fetches models from elsewhere',
  reachMore: [
    'This page is the only one of Glassrank that asks other addresses for files, and only for the models that you tell it to fetch. It never sees your queries and passages.',
    'The workbench then reads the stored files. It asks no address but its own.',
  ] satisfies readonly [string, string],
  drop: 'Drop the model’s folder here',
};

/** What this machine is. */
export const machine = {
  title: 'This machine',
  asking: 'Asking for a graphics processor…',
  /** Stands behind the adapter's name. */
  software: 'graphics code runs on the processor',
  shaders16: 'with 16-bit shaders',
  noShaders16: 'without 16-bit shaders',
  buffers: (bytes: number) => `buffers of up to ${format.bytes(bytes)}`,
  memoryUnknown: 'graphics memory: browsers do not tell',
  memoryHeld: (bytes: number) => `at least ${format.bytes(bytes)} of graphics memory, tried`,
  memoryAll: (bytes: number) => `about ${format.bytes(bytes)} of graphics memory, tried`,
  measure: (bytes: number) => `Try ${format.bytes(bytes)} of graphics memory`,
  measuring: ({ held, needed }: { readonly held: number; readonly needed: number }) =>
    `Trying graphics memory: ${format.bytes(held)} of ${format.bytes(needed)} held`,
  measuringLabel: 'Graphics memory held',
};

/** The model for this machine, and why. */
export const recommend = {
  title: 'Recommended for this machine',
  use: 'Rank with it',
  useInstant: 'Open the workbench',
  instant: 'No model: the instant order',
  instantWhy:
    'No model can run here, as the browser offers no graphics processor that fits. The workbench still puts lists in order by words and meaning, at once.',
  processor:
    'No graphics processor can be used here. The model that comes with the page runs on the processor instead, from the same files; larger ones would think for many minutes about a single window.',
  software:
    'Graphics code runs on the processor here, so a larger model would think for many minutes about a single window. The one that comes with the page is small enough: about half a minute for four short passages.',
  /** `best`: of the models that fit, the one with the best published figure. */
  small: ({
    best,
    first,
  }: {
    readonly best: { readonly name: string; readonly figure: number } | null;
    readonly first: number;
  }) =>
    best === null
      ? `Models that clearly rank better than the order they start from have four billion parameters or more, and do not fit here. This one was trained for ranking and comes with the page.`
      : `What fits here would gain next to nothing: ${best.name} reaches ${figure(best.figure)} in published tests, where the order it starts from has ${figure(first)}. This one was trained for ranking, shows its evidence, and comes with the page.`,
  short: ({ name, why }: { readonly name: string; readonly why: string }) => `${name}, the smallest that is worth it: ${why}`,
  /** Why a model of the list is recommended. */
  better: ({ figure: own, first }: { readonly figure: number; readonly first: number }) =>
    `In published tests it lifts nDCG@10 from ${figure(first)} (the order it is given) to ${figure(own)}, untrained for the task.`,
  smaller: ({ names }: { readonly names: readonly { readonly name: string; readonly figure: number }[] }) =>
    `Smaller ones do not: ${format.list(names.map(({ name, figure: own }) => `${name} ${figure(own)}`))}.`,
  source: 'SPLADE++ ED’s first hundred, TREC Deep Learning 2019–2023, from the model card of first_qwen3_0.6b',
  unmeasured: (bytes: number) =>
    `It takes ${format.bytes(bytes)} of graphics memory. Browsers do not tell how much there is, so it is tried before anything is fetched.`,
  measured: (bytes: number) => `${format.bytes(bytes)} of graphics memory were tried, and held it.`,
  tryAndFetch: (bytes: number | null): string =>
    bytes === null ? 'Try the memory, then fetch' : `Try the memory, then fetch ${format.bytes(bytes)}`,
  fetch: (bytes: number | null): string => (bytes === null ? 'Fetch' : `Fetch ${format.bytes(bytes)}`),
};

/** What each row of the lists says. */
export const facts = {
  thinks: 'thinks',
  direct: 'answers directly',
  thinksAbout: 'Writes its reasoning before the order',
  directAbout: 'Writes the order at once; the general prompt asks for no reasoning',
  trained: 'trained for ranking',
  licences: { open: 'open licence', terms: 'own terms', research: 'research only' } satisfies Record<Licence['use'], string>,
  licenceUnknown: 'licence: see its page',
  toFetch: (bytes: number) => `about ${format.bytes(bytes)} to fetch`,
  toFetchUnknown: 'size is told when it is asked for',
  memory: ({ bytes, tokens }: { readonly bytes: number; readonly tokens: number }) =>
    `${format.bytes(bytes)} of graphics memory at ${format.tokens(tokens)}`,
  windows: ({ passages, thought }: { readonly passages: number; readonly thought: number }): string =>
    `windows of ${format.passages(passages)}${thought > 0 ? `, thoughts of up to ${format.tokens(thought)}` : ''}`,
  windowsCut: 'shorter than its prompt would have them, to fit this context',
  figure: (value: number) => `nDCG@10 ${figure(value)}`,
  figureAbout: 'Published, untrained for ranking',
  context: (tokens: number) => `loaded with ${format.tokens(tokens)}`,
  page: 'Its page at Hugging Face',
};

/** Whether a model fits. */
export const fits = {
  measured: 'Fits: its memory was tried',
  unmeasured: 'They fit by their limits; memory is tried before one is fetched.',
  slow: 'They run on the processor here: minutes for each window.',
  why: (why: Misfit): string => {
    switch (why.code) {
      case 'no-gpu':
        return 'No graphics processor is offered here.';
      case 'feature':
        return `It needs ${why.feature}, which this graphics processor does not offer.`;
      case 'buffer':
        return `It needs a buffer of ${format.bytes(why.needed)}; this graphics processor gives the engine ${format.bytes(why.offered)}.`;
      case 'memory':
        return `It needs ${format.bytes(why.needed)} of graphics memory; ${format.bytes(why.measured)} could be held.`;
    }
  },
  nearest: (name: string) => `Nearest that fits: ${name}.`,
};

/** Models in this browser. */
export const shelf = {
  title: 'In this browser',
  /** Before the list is read. */
  reading: 'Reading what is stored…',
  none: 'Nothing is stored yet but what comes with the page.',
  builtIn: 'comes with the page',
  use: 'Rank with it',
  added: (iso: string) => `stored ${dateTime(iso)}`,
  lastUsed: (iso: string | null): string => (iso === null ? 'not used yet' : `last used ${dateTime(iso)}`),
  from: (host: string) => `from ${host}`,
  fromFolder: (name: string) => `from the folder ${name}`,
  fromFile: (name: string) => `from the file ${name}`,
  notWhole: 'Not whole: a file is damaged or missing, so it is not used.',
  unreadable: (id: string) => `${id}: what was written down of it cannot be read`,
  unreadableNext: 'Delete it and fetch it anew.',
  check: 'Check and repair',
  checkedWhole: 'Checked: every file is as it was stored.',
  checkedDamaged: (files: readonly string[]) => `${FILES_DAMAGED(files.length)}: ${files.join(', ')}.`,
  repaired: 'Fetched again; everything is whole.',
  remove: 'Delete',
  removeSure: ({ name, bytes }: { readonly name: string; readonly bytes: number }) =>
    `Delete ${name} (${format.bytes(bytes)})? To use it again, it has to be fetched again.`,
  removeYes: 'Delete it',
  removeNo: 'Keep it',
  begun: (bytes: number) => `begun: ${format.bytes(bytes)} are here`,
  begunFolder: 'Open its folder again to go on.',
  goOn: 'Go on',
  hashes: 'Files and checksums',
  file: 'File',
  bytes: 'Bytes',
  checkedBy: {
    manifest: 'told by its manifest',
    hub: 'told by the hub',
    'first-use': 'as first fetched, pinned since',
  } satisfies Record<CheckedBy, string>,
};

/** How much room there is. */
export const storage = {
  used: ({ used, free }: { readonly used: number; readonly free: number }) =>
    `${format.bytes(used)} stored by this site; about ${format.bytes(free)} more fit.`,
  free: (free: number) => `About ${format.bytes(free)} fit into this browser’s storage for this site.`,
  unknown: 'This browser does not tell how much room there is.',
  persisted: 'The browser keeps it until you delete it.',
  notPersisted: 'The browser may throw it away when disk space runs low.',
  ask: 'Ask the browser to keep it',
};

/** What is on its way. */
export const job = {
  kinds: { install: 'Fetching', check: 'Checking', repair: 'Repairing' },
  label: (name: string) => `Progress of ${name}`,
  planning: 'Asking what there is to fetch…',
  waiting: 'Another tab is at work on this model. This one goes on when that is done.',
  starting: 'Looking at what is here already…',
  bytesOf: ({ loaded, total }: { readonly loaded: number; readonly total: number }) =>
    `${format.bytes(loaded)} of ${format.bytes(total)}`,
  rate: (bytes: number) => `${format.bytes(bytes)}/s`,
  left: (seconds: number) => `${format.roughly(seconds * 1000)} left`,
  file: ({ name, done, files }: { readonly name: string; readonly done: number; readonly files: number }) =>
    `${name} (${format.number(done)} of ${format.files(files)} done)`,
  filesDone: ({ done, files }: { readonly done: number; readonly files: number }) =>
    `${format.number(done)} of ${format.files(files)} done`,
  pause: 'Pause',
  paused: 'Paused. What has arrived is kept.',
  goOn: 'Go on',
  dismiss: 'Dismiss',
  misfit: (why: string) => `Not fetched. ${why}`,
  anyway: 'Fetch it anyway',
  cancel: 'Cancel',
  notices: 'What happened on the way',
  notice: (event: InstallEvent): string | null => {
    switch (event.type) {
      case 'waiting':
        return 'Waited for another tab.';
      case 'file-restart':
        return `${event.file} began again: ${RESTARTS[event.reason]}.`;
      case 'file-retry':
        return `${event.file} broke off${event.status === null ? '' : ` (${event.status})`}; asked for again after ${format.seconds(event.waitMs)}.`;
      case 'file-end':
        return event.note === 'repaired' ? `${event.file} was damaged and is fetched again.` : null;
      default:
        return null;
    }
  },
  stored: (name: string) => `${name} is stored.`,
};

const RESTARTS = {
  'no-ranges': 'its host gives files only whole',
  changed: 'it has changed at its host',
  unsure: 'nothing told that it is still the same',
  hash: 'its checksum was wrong',
} satisfies Record<Extract<InstallEvent, { readonly type: 'file-restart' }>['reason'], string>;

/** The models that can be fetched. */
export const catalogue = {
  title: 'To fetch',
  intro: 'Models that WebLLM has libraries for and that suit a reranker, the smallest first. They come from Hugging Face.',
  context: 'Context',
  contextHint: 'room for prompt, passages and thought together; memory is reckoned for it',
  contextOption: (tokens: number) => format.tokens(tokens),
  fitting: counted({ one: '# model that fits', other: '# models that fit' }),
  slow: counted({ one: '# model that runs here, but slowly', other: '# models that run here, but slowly' }),
  unfit: counted({ one: '# model that does not fit, and why', other: '# models that do not fit, and why' }),
  fetch: 'Fetch',
  stored: 'stored',
  underWay: 'on its way, see above',
};

/** A model of the reader's own. */
export const own = {
  title: 'Your own',
  intro:
    'Any model compiled for WebLLM: a folder with mlc-chat-config.json, its weights and a .wasm library. docs/MODELS.md says how ReasonRank, Rank1, RankZephyr and others are made into one.',
  folder: 'Open a folder',
  folderHint: 'or drop it anywhere on this page. It is copied into this browser’s storage and goes nowhere else.',
  address: 'Address',
  addressHint: 'A page on Hugging Face, or a folder on any server that lets this page read it.',
  fetch: 'Fetch',
};

export * as gguf from './gguf.ts';
