import type { ErrorCode } from '../../../core/errors.ts';
import type { ExportKind } from '../../../core/export/index.ts';
import type { ExportNotice } from '../../features/export/slice.ts';
import type { LibraryChoice } from '../../../engines/engine-client.ts';
import type { LogOrigin } from '../../features/run/slice.ts';
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
    'The model comes from this site into your browser, once, and runs on your graphics processor.',
    'It reads the passages a window at a time and writes down what it finds, quoting them. Every quote is checked.',
    'It answers with an order. The list moves; what was cut, repaired or forced is said.',
  ] satisfies readonly [string, string, string],
  opened: (origin: LogOrigin): string => {
    switch (origin.type) {
      case 'file':
        return `A replay of ${origin.name}.`;
      case 'history':
        return `A replay from the past runs: ${origin.name}.`;
      case 'experiment':
        return `Query ${origin.qid} under ${origin.configuration}, from the experiment ${origin.name}.`;
      case 'link':
        return 'A replay from a shared link.';
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
  names: { workbench: 'Workbench', compare: 'Compare', lenses: 'Lenses' } satisfies Record<PageView, string>,
  about: {
    workbench: 'Rerank one list and follow the reasoning',
    compare: 'Run several configurations over one list or a collection',
    lenses: 'Look into the model: what it believes, and what moves it',
  } satisfies Record<PageView, string>,
  /** While a view's code is fetched. */
  loading: 'Opening the view…',
  /** Said beside Rank while another view uses the model. */
  busy: {
    compare: 'A comparison is using the model: a run here begins when its present query is done.',
    lenses: 'A lens is using the model: a run here begins when its present question is answered.',
  } satisfies Record<Exclude<PageView, 'workbench'>, string>,
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

/** What happened, why, and what to do now, in the person's own hands. */
interface ErrorMessage {
  readonly title: string;
  readonly what: string;
  readonly next: string;
}

/** One message with a next step for every code the engine can send. */
type ErrorWords = Readonly<Record<ErrorCode, ErrorMessage>>;

/** One message with a next step for every code the engine can send. */
export const errors = {
  'no-webgpu': {
    title: 'This browser has no WebGPU',
    what: 'Glassrank runs its model on the graphics processor through WebGPU, which this browser does not offer here.',
    next: 'Open this page in Chrome or Edge 121 or newer, Safari 26, or Firefox 141 or newer. WebGPU also needs a secure address: https or localhost.',
  },
  'no-adapter': {
    title: 'No graphics processor was offered',
    what: 'The browser has WebGPU but gave no adapter. It does this when hardware acceleration is off or the driver is on its block list.',
    next: 'Turn on “Use graphics acceleration when available” in the browser’s system settings, update the graphics driver, then reload the page.',
  },
  'device-too-small': {
    title: 'This graphics processor is too small for the model',
    what: 'Its buffer or binding limits are below what the model needs.',
    next: 'Choose a smaller model if there is one, or open the page on a computer with a larger graphics processor.',
  },
  'gpu-lost': {
    title: 'The graphics processor was lost',
    what: 'The system took it away: a driver restart, sleep, or another program under heavy load.',
    next: 'Load the model again (it comes from this browser’s cache) and rank once more. Windows already settled are kept below.',
  },
  'out-of-memory': {
    title: 'Graphics memory ran out',
    what: 'The model and its working memory did not fit beside what else is open.',
    next: 'Close other tabs and programs that draw a lot, or lower the window size in the settings, then rank again.',
  },
  'model-missing': {
    title: 'The model’s files are not there',
    what: 'The server that gave you this page has no such model.',
    next: 'Choose another model, or put the model’s folder under models/ on the server and try again.',
  },
  'download-failed': {
    title: 'The download broke off',
    what: 'A file of the model did not arrive whole. Files that did are kept.',
    next: 'Check that the server is reachable, then try again: only what is missing is fetched.',
  },
  'download-silent': {
    title: 'The download stands still',
    what: 'The server was there, and then nothing came for half a minute. Files that came whole are kept.',
    next: 'Check the connection, then try again: only what is missing is fetched.',
  },
  'bad-hash': {
    title: 'A model file is not what it should be',
    what: 'Its checksum differs from the one this page was built with, so it was not used.',
    next: 'Reload the page to get the matching version and try again. If it stays, the server’s copy is damaged.',
  },
  quota: {
    title: 'The browser has no room for the model',
    what: 'Its storage for this site is full.',
    next: 'Free some disk space or clear other sites’ data in the browser’s settings, then try again.',
  },
  'worker-lost': {
    title: 'The engine stopped answering',
    what: 'The background worker that runs the model has ended.',
    next: 'Start it again: the model comes from this browser’s cache. Windows already settled are kept below.',
  },
  'context-overflow': {
    title: 'A window does not fit the model’s context',
    what: 'Even cut to a few words each, the passages of one window are too many tokens for the model.',
    next: 'Make the window smaller or lower the thought budget in the settings, then rank again.',
  },
  'engine-failed': {
    title: 'The engine failed',
    what: 'Something went wrong inside the engine that this page knows no better name for.',
    next: 'Try once more. If it happens again, the technical line below says what the engine reported.',
  },
  'no-server': {
    title: 'No server is connected',
    what: 'The model runs behind a server, and none has been chosen yet.',
    next: 'Give its address under “Server” and press Connect.',
  },
  'server-unreachable': {
    title: 'The server does not answer',
    what: 'Nothing is listening at its address, or the way there is blocked.',
    next: 'Check that it runs and that address and port are right, then try again. A page from https reaches only https and localhost.',
  },
  'cors-refused': {
    title: 'The server does not talk to this page',
    what: 'It is there, but its answers do not allow pages from this address to read them (CORS).',
    next: 'Start the server so that it allows this page’s address: docs/SERVER.md has the option for vLLM and for llama.cpp.',
  },
  'no-api': {
    title: 'There is no OpenAI-compatible API at this address',
    what: 'Something answers, but not as a model server does.',
    next: 'Give the address up to and with /v1, as http://localhost:8000/v1, and check that it is a model server’s.',
  },
  unauthorised: {
    title: 'The server wants another key',
    what: 'It refused the key, or there was none.',
    next: 'Give the key that the server was started with, or that its owner gave you.',
  },
  'model-not-served': {
    title: 'The server does not serve this model',
    what: 'Its list has no model of this name.',
    next: 'Choose one of the names in the technical line, or start the server with this model.',
  },
  'server-busy': {
    title: 'The server is too busy',
    what: 'It asked to wait more often than was agreed.',
    next: 'Try again later, or ask for fewer things at once.',
  },
  'server-silent': {
    title: 'The server fell silent',
    what: 'It took the question and sent nothing for longer than agreed.',
    next: 'Try again. If the model is large or the prompt long, allow more time.',
  },
  'server-broke-off': {
    title: 'The answer broke off',
    what: 'The connection ended before the server said that it was done. Windows already settled are kept.',
    next: 'Try again. If it happens often, look at the server’s log and at proxies on the way.',
  },
  'server-failed': {
    title: 'The server reports a failure',
    what: 'It could not answer this question; the technical line holds its words.',
    next: 'Try again. If it stays, the server’s own log says why.',
  },
  'server-unheld': {
    title: 'The server did not keep to the answer’s form',
    what: 'It was given a grammar and wrote something that the grammar forbids, so its order cannot be trusted.',
    next: 'Choose free answers in the settings, or a server that takes grammars (llama.cpp, vLLM).',
  },
  'stored-damaged': {
    title: 'A stored model file is damaged',
    what: 'The file that the technical line names is not what was stored, so it was not used. The others are whole.',
    next: 'Open “Models” (models.html) and press “Check and repair”: it fetches that file alone.',
  },
  'not-a-model': {
    title: 'There is no model here',
    what: 'A compiled model has an mlc-chat-config.json, weights in params_shard_*.bin and a tokenizer. They are not there.',
    next: 'Give the folder or the address that holds mlc-chat-config.json. Weights as published are compiled first: docs/MODELS.md.',
  },
  'unknown-architecture': {
    title: 'This kind of model is not known here',
    what: 'Its configuration names an architecture that the engine has no library for.',
    next: 'Choose a model of the list, or one of the Llama, Qwen, Mistral, Gemma or Phi kind.',
  },
  'model-incomplete': {
    title: 'A file of the model lacks or has the wrong length',
    what: 'The model’s own list names it; the technical line says which file.',
    next: 'If the folder was copied, copy it again whole. If it lies on a server, tell whoever put it there.',
  },
  'wrong-tokenizer': {
    title: 'The tokenizer belongs to another model',
    what: 'Its vocabulary does not fit the weights, so every answer would be noise.',
    next: 'Take tokenizer.json from the same model as the weights.',
  },
  'no-library': {
    title: 'The model has no compiled library',
    what: 'Weights alone do not run: a WebGPU library (.wasm) belongs to them, and neither the folder nor the list has one.',
    next: 'Compile it (docs/MODELS.md has the command) and put the .wasm beside the weights.',
  },
  'hash-differs': {
    title: 'A downloaded file is not what its source says it is',
    what: 'Its checksum differed twice, so it was not kept. The other files are.',
    next: 'Try again later: only this file is fetched. If it stays, the copy at the source is damaged or was changed.',
  },
  'web-page-instead': {
    title: 'A web page came instead of the file',
    what: 'This is what networks with a sign-in page do, and addresses that do not exist.',
    next: 'Sign in to the network or check the address, then press again: what is here is kept.',
  },
  'source-closed': {
    title: 'The host does not let this page read its files',
    what: 'It answers, but without the leave that browsers ask for (CORS).',
    next: 'Download the folder with another program and open it here, or let the host send Access-Control-Allow-Origin.',
  },
  'source-private': {
    title: 'The host gives these files to signed-in people only',
    what: 'It answered that access is refused. This page never asks for a password.',
    next: 'Accept the model’s terms at the host, download the folder with its own program, then open it here.',
  },
  'bad-address': {
    title: 'This address cannot be used',
    what: 'A model’s address begins with https://, or with http:// on this computer (localhost).',
    next: 'Copy the address of the model’s page, as https://huggingface.co/mlc-ai/Qwen3-0.6B-q4f16_1-MLC.',
  },
  'no-space': {
    title: 'There is not enough room for this model',
    what: 'The browser allows this site less than the model takes; the technical line has both figures.',
    next: 'Free disk space, delete a stored model, or choose a smaller one. Nothing was downloaded.',
  },
  'no-storage': {
    title: 'This browser keeps nothing for this page',
    what: 'Private windows and blocked site data do this, and pages that come neither from https nor from localhost.',
    next: 'Open the page in an ordinary window over https or localhost, and allow it to keep data.',
  },
  'unsupported-feature': {
    title: 'This graphics processor lacks what the model needs',
    what: 'Its library uses a WebGPU feature that is not offered here; the technical line names it.',
    next: 'Choose the q4f32 version of the model where the feature is shader-f16, or another model.',
  },
  'download-stopped': {
    title: 'The download was stopped',
    what: 'What has arrived is kept.',
    next: 'Press again to go on from there, or delete what is here.',
  },
} satisfies ErrorWords;

export const exporting = {
  title: 'Save and share',
  saveAs: 'Save as',
  kinds: {
    log: { name: 'Log (JSON)', about: 'everything; can be opened here again' },
    html: { name: 'Replay (HTML)', about: 'one file that shows the run without a model or a network' },
    markdown: { name: 'Report (Markdown)', about: 'order, reasoning and settings to read' },
    csv: { name: 'Table (CSV)', about: 'one row a passage; formulas are made harmless' },
    trec: { name: 'TREC run', about: 'qid Q0 docid rank score tag' },
    'rank-llm-requests': { name: 'RankLLM requests', about: 'query and passages' },
    'rank-llm-results': { name: 'RankLLM results', about: 'the order and every model call' },
  } satisfies Record<ExportKind, { readonly name: string; readonly about: string }>,
  copyLink: 'Copy a link to this run',
  copyLinkAbout: 'the run stands in the link itself; nothing is uploaded',
  print: 'Print',
  importHint: 'To open a saved log or replay, drop it anywhere on the page.',
  notice: (notice: Exclude<ExportNotice, { readonly type: 'link-shown' }>, characters: string, most: string): string => {
    switch (notice.type) {
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

/** Lines above the views: what would be lost, what waits for a word, what was mended. */
export const keeping = {
  draft: 'This browser has no room to keep what is typed here: a reload would lose it.',
  experiment: 'This browser has no room to keep the experiment that you are putting together: a reload would lose it.',
  choices: 'This browser does not keep what you choose here: it lasts until the page is left.',
  link: 'The address holds a shared run. Opening it puts its query and list in place of yours, which you can bring back.',
  linkRunning: 'The address holds a shared run. It can be opened when the run is over.',
  openLink: 'Open it',
  leaveLink: 'Leave it',
  lost: (query: string) => `A run was going on when the page was left: ${query}`,
  rankAgain: 'Rank it again',
  showLost: 'Show how far it came',
  replaced: (files: string) => `In this browser’s cache, damage was found in ${files}: fetched again and checked.`,
};
