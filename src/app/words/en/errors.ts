import type { ErrorCode } from '../../../core/errors.ts';

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
