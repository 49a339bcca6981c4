import type { ExportKind } from '../../../core/export/index.ts';
import type { ExportNotice } from '../../features/export/slice.ts';
import type { LibraryChoice } from '../../../engines/engine-client.ts';
import type { LogOrigin } from '../../features/run/slice.ts';
import type { RunLook } from '../../shell/look.ts';
import type { PageView } from '../../shell/slice.ts';
import { format } from './format.ts';
import { library } from './run.ts';
import { named } from '../phrases.ts';

type ShortcutUse = 'query' | 'rank' | 'stop' | 'nextRow' | 'previousRow' | 'trace' | 'windows' | 'help';

/** What stands around the views: language, keyboard help, where an opened run came from, the replay file's own words. */
export const shell = {
  language: 'Language',
  /** One line where a language's words cannot be fetched. */
  languageMissing: (name: string) =>
    `The words in ${name} could not be fetched, so the page stays as it is. Choose the language again to try once more.`,
  help: 'Keyboard',
  shortcuts: 'Keyboard shortcuts',
  shortcutUses: {
    query: 'write the query',
    rank: 'rank',
    stop: 'stop the run',
    nextRow: 'next row of the list',
    previousRow: 'previous row',
    trace: 'from a row to what the trace says of it',
    windows: 'a window back, a window on',
    help: 'this help',
  } satisfies Record<ShortcutUse, string>,
  shortcutsOn: 'Use these keys',
  shortcutsNote:
    'While you type in a field only Esc and Ctrl+Enter (or Cmd+Enter) act. Everything can be reached with Tab and Enter too.',
  close: 'Close',
  charts: 'Ranks over the windows',
  howTitle: 'What happens when you press Rank',
  howLabel: 'How it works',
  how: [
    'The model comes from this site into your browser, once, and runs on your machine.',
    'It reads the passages a window at a time and writes down what it finds, quoting them. Every quote is checked.',
    'It answers with an order. The list moves; what was cut, repaired or forced is said.',
  ] satisfies readonly [string, string, string],
  opened: (origin: LogOrigin): string => {
    switch (origin.type) {
      case 'file':
        return `A replay of “${origin.name}”.`;
      case 'history':
        return `A replay from the past runs: “${origin.name}”.`;
      case 'experiment':
        return `Query ${origin.qid} under “${origin.configuration}”, from the experiment “${origin.name}”.`;
      case 'link':
        return 'A replay from a shared link.';
      case 'gallery':
        return `A recorded run of ${origin.model}, from the gallery: not made on your computer.${origin.times === 1 ? '' : ` It plays ${origin.times} times as fast as it ran.`}`;
      case 'lost':
        return 'The run that was going on when the page was left, as far as it went.';
      case 'invocations':
        return 'A replay of a run made by another program, put together from its model calls.';
    }
  },
  /** Null: the note's own English words are shown. */
  replay: {
    about: ({ version, model, savedAt }: { readonly version: string; readonly model: string; readonly savedAt: string }) =>
      `A run of Glassrank ${version} with ${model}, saved ${savedAt}. This file holds all it shows and asks nothing of the network.`,
    empty: 'This is the empty template of the replay file. Save a run as HTML from Glassrank to get one with a run inside.',
    refused: 'This replay cannot be shown',
  },
};

/** The header: what runs the model, and what leaves the machine. */
export const header = {
  tagline: 'a reranker you can see through',
  /** The summary's first half: "Glassrank 135M, ready". */
  model: ({ title, standing }: { readonly title: string; readonly standing: 'off' | 'loading' | 'ready' }) =>
    `${title}, ${{ off: 'not loaded', loading: 'loading', ready: 'ready' }[standing]}`,
  /** Before the adapter's name in the summary. */
  onAdapter: (adapter: string) => `on ${adapter}`,
  asking: 'asking for a graphics processor…',
  noWebGpu: 'no WebGPU',
  noneFits: 'no graphics processor that fits',
  engineDown: 'the engine did not start',
  unnamedAdapter: 'unnamed graphics processor',
  software: (adapter: string) => `${adapter} (software)`,
  facts: {
    graphics: 'Graphics',
    instantOrder: 'Instant order',
    size: 'Size',
    loadedIn: 'Loaded in',
    fromNetwork: 'From network',
    fromCache: 'From cache',
    context: 'Context',
    library: 'Library',
    measured: 'Measured',
    manifest: 'Manifest',
  },
  sizeUnknown: 'unknown',
  sizeOnce: (bytes: number) => `${format.bytes(bytes)}, fetched once from this site and then kept in the browser’s cache`,
  /** Stands after the library's file name. */
  libraryChoice: (choice: LibraryChoice) => `, ${library.choice(choice)}`,
  load: 'Load the model now',
  privacy: 'Nothing leaves this machine',
  /** Paragraphs. */
  privacyMore: [
    'The model runs here, in a worker of this page. Your query, passages and results are never sent anywhere: the page makes requests only to the address it came from, and only for its own files, its samples and the model.',
    'What you type is kept in this tab’s session storage so that a reload does not lose it, and goes when the tab closes or you press Clear; a text too long for that is kept in this browser, at most for a day after the tab has closed. The model’s files stay in this browser’s cache. To see for yourself, load the model, cut the network and press Rank.',
  ] satisfies readonly [truth: string, kept: string],
  /** What becomes of runs, and how to change it. */
  privacyRuns:
    'Finished runs are kept in this browser until you delete them, with their queries and passages. “Past runs”, below the list, shows them, deletes them, and has the switch that keeps none.',
  /** Before the links to models.html and connected.html. */
  elsewhere: 'Two other pages of this site reach further, and say where to:',
  otherModels: 'More models',
  withServer: 'Use a server',
};

/** Of code that is fetched when it is needed. */
export const parts = {
  loading: 'Opening…',
  missing: 'This part of the page could not be fetched.',
  again: 'Try again',
  whole:
    'All of this page’s own code is here: from now on it needs no network, but for what has not been asked for yet: a model, a sample, another language, the page of an HTML replay.',
  coming: 'The rest of this page’s own code is on its way. Without a network now, some of its views would be missing.',
};

/** The choice between the page's views. */
export const views = {
  label: 'Views',
  names: {
    workbench: 'Workbench',
    compare: 'Compare',
    lenses: 'Lenses',
    lessons: 'Lessons',
    gallery: 'Gallery',
  } satisfies Record<PageView, string>,
  about: {
    workbench: 'Rerank one list and follow the reasoning',
    compare: 'Run several configurations over one list or a collection',
    lenses: 'Look into the model: what it believes, and what moves it',
    lessons: 'Learn how reranking works, one small thing to do at a time',
    gallery: 'Recorded runs to watch, of this model and of larger ones',
  } satisfies Record<PageView, string>,
  /** While a view's code is fetched. */
  loading: 'Opening the view…',
  /** Said beside Rank while another view uses the model. */
  busy: {
    compare: 'A comparison is using the model: a run here begins when its present query is done.',
    lenses: 'A lens is using the model: a run here begins when its present question is answered.',
  } satisfies Record<'compare' | 'lenses', string>,
};

/** The choice between the one screen of a run and all that is known of it. */
export const look = {
  label: 'How the run is shown',
  names: { watch: 'Watch', study: 'Study' } satisfies Record<RunLook, string>,
  about: {
    watch: 'Query, thought and list on one screen',
    study: 'Everything that is known of the run: timeline, figures, limits, the prompt as sent',
  } satisfies Record<RunLook, string>,
};

/** The notices' own words: buttons, the technical line, and what it means to run without a graphics processor. */
export const notices = {
  steps: { load: 'Try again', rank: 'Start again and rank', settings: 'Open the settings', models: 'Open the page of models' },
  technical: 'Technical line',
  dismiss: 'Dismiss',
  software: 'No graphics processor is in use.',
  /** `architecture`: the software adapter's own name for itself; may be empty. */
  softwareMore: (architecture: string) =>
    `This browser runs the graphics code on the processor${named(architecture)}. Everything works, but slowly: four short passages take about half a minute, longer lists take minutes.`,
};

export const exporting = {
  title: 'Save and share',
  saveAs: 'Save as',
  kinds: {
    report: { name: 'Report (HTML)', about: 'documents with quotes, pages and limits, to read, send or print; no script' },
    'report-markdown': { name: 'Report (Markdown)', about: 'the same, to write on' },
    'report-text': { name: 'Report (text)', about: 'the same, for a letter' },
    'documents-csv': { name: 'Table by document (CSV)', about: 'one row a document' },
    log: { name: 'Log (JSON)', about: 'everything; can be opened here again' },
    html: { name: 'Replay (HTML)', about: 'one file that shows the run without a model or a network' },
    markdown: { name: 'Whole run (Markdown)', about: 'order, reasoning and settings to read' },
    csv: { name: 'Table (CSV)', about: 'one row a passage; formulas are made harmless' },
    trec: { name: 'TREC run', about: 'qid Q0 docid rank score tag' },
    'rank-llm-requests': { name: 'RankLLM requests', about: 'query and passages' },
    'rank-llm-results': { name: 'RankLLM results', about: 'the order and every model call' },
  } satisfies Record<ExportKind, { readonly name: string; readonly about: string }>,
  copyText: 'Copy the report as text',
  copyLink: 'Copy a link to this run',
  copyLinkAbout: 'the run stands in the link itself; nothing is uploaded',
  print: 'Print',
  importHint: 'To open a saved log or replay, drop it anywhere on the page.',
  notice: (
    notice: Exclude<ExportNotice, { readonly type: 'link-shown' | 'text-shown' }>,
    characters: string,
    most: string,
  ): string => {
    switch (notice.type) {
      case 'text-copied':
        return `The report is copied (${characters} characters).`;
      case 'link-copied':
        return `The link is copied (${characters} characters).`;
      case 'link-too-large':
        return notice.characters === null
          ? `This run is too large for a link; at most ${most} characters fit.`
          : `A link to this run would have ${characters} characters; at most ${most} fit.`;
      case 'replay-failed':
        return `The replay could not be saved${notice.detail === null ? '' : ` (${notice.detail})`}. Reload the page and try again, or save the log as JSON instead.`;
    }
  },
  textShown: 'The browser does not let this page copy. Copy the report by hand:',
  linkShown: 'The browser does not let this page copy. Copy the link by hand:',
  linkNotWhole: 'To fit, it leaves out the movement inside windows; the order and the texts are whole.',
  saveFileInstead: 'Save the replay as a file instead',
};

/** Where a part of the page, or all of it, could not be drawn. */
export const broken = {
  panel: 'This part of the page could not be drawn. The rest goes on.',
  page: 'The page could not be drawn',
  pageWhat: 'Something in it cannot be shown. Nothing is lost.',
  again: 'Try again',
  saveTyped: 'Save what you typed',
  setAside: 'Set this run aside',
  setInputAside: 'Set what you typed aside',
  saveLog: 'Save the run as a file',
  setAsideAbout: 'It is kept under “Past runs”, where it can be saved as a file.',
};
