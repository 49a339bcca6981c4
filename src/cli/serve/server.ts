import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { ErrorInfo } from '../../core/errors.ts';
import { viewAt } from '../../core/log/cursor.ts';
import type { RunEvent } from '../../core/log/event.ts';
import type { RunView } from '../../core/log/view.ts';
import type { Ranker } from '../rerank/ranker.ts';
import { errorBody, readQuestion, rerankAnswer } from './shapes.ts';
import type { ApiShape } from './shapes.ts';

/** What a server takes at most. */
export interface ServeLimits {
  /** Of one body. */
  readonly bytes: number;
  readonly documents: number;
  /** Questions that are answered at once; a further one is told to come again (429). */
  readonly concurrent: number;
  /** Of one answer. */
  readonly timeoutMs: number;
}

/** One of the models that a server offers. */
export interface OfferedModel {
  readonly ranker: Ranker;
  /** What every answer says, such as that the encoder is missing. */
  readonly warnings: readonly string[];
}

export interface RerankServerSetup {
  /** By name; the first one answers where none is named. */
  readonly models: ReadonlyMap<string, OfferedModel>;
  readonly limits: ServeLimits;
  /** Names that a Host header may have, beside the loopback's own. */
  readonly hosts: readonly string[];
  readonly version: string;
  readonly now: () => Date;
  readonly clock: () => number;
  readonly newId: () => string;
  /** Hears of each answer. */
  readonly tell: (line: string) => void;
  /** What a client may take before it has asked anything: time for the headers of a question and for all of it, and connections at once. */
  readonly patience?: { readonly headersMs?: number; readonly bodyMs?: number; readonly connections?: number };
}

const RERANK_PATHS: ReadonlyMap<string, ApiShape> = new Map([
  ['/v1/rerank', 'both'],
  ['/rerank', 'both'],
  ['/v2/rerank', 'cohere'],
]);
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** A question that is not answered as asked: the status, and the reason in words. */
class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** The server, not yet listening. Ending it (`endServer`) aborts what it is at. */
export function createRerankServer(setup: RerankServerSetup): Server {
  const started = Math.floor(setup.now().getTime() / 1000);
  let running = 0;
  const ending = new AbortController();
  const { headersMs = 10_000, bodyMs = 60_000, connections = 100 } = setup.patience ?? {};
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: bodyMs,
      connectionsCheckingInterval: Math.min(2000, headersMs),
      maxHeaderSize: 16_384,
    },
    (message, response) => {
      void answer(message, response);
    },
  );
  server.maxConnections = connections;
  server.on('close', () => ending.abort());
  enders.set(server, ending);
  return server;

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = setup.newId();
    const startedAt = setup.clock();
    const path = (message.url ?? '/').split('?')[0] ?? '/';
    const ranks = RERANK_PATHS.get(path);
    const shape = ranks ?? 'both';
    const reply = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): void => {
      if (response.destroyed || response.headersSent) return;
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers });
      response.end(message.method === 'HEAD' ? undefined : JSON.stringify(body));
    };
    try {
      checkHost(message, setup.hosts);
      if (ranks !== undefined) {
        if (message.method !== 'POST') throw new Refusal(405, `${path} takes POST`, { allow: 'POST' });
        refuseIfBusy();
        const body = await readBody(message, setup.limits.bytes);
        // Whoever dawdles over a body has taken nobody's place meanwhile.
        refuseIfBusy();
        running += 1;
        try {
          const told = await rank({ body, response, id, shape });
          reply(200, told);
        } finally {
          running -= 1;
        }
      } else if (path === '/health' || path === '/v1/models') {
        if (message.method !== 'GET' && message.method !== 'HEAD')
          throw new Refusal(405, `${path} takes GET`, { allow: 'GET, HEAD' });
        reply(200, path === '/health' ? health() : models());
      } else
        throw new Refusal(404, `there is no ${path}; there are POST /v1/rerank, POST /v2/rerank, GET /v1/models, GET /health`);
    } catch (error) {
      const {
        status,
        message: why,
        headers,
      } = error instanceof Refusal ? error : new Refusal(500, error instanceof Error ? error.message : String(error));
      // What is left of a body that was refused is not read: the connection ends with the answer.
      const rest = message.complete ? {} : { connection: 'close' };
      reply(status, errorBody({ id, shape, message: why }), { ...headers, ...rest });
    }
    const gone = response.writableEnded ? String(response.statusCode) : 'the client went';
    setup.tell(`${message.method ?? ''} ${path} ${gone}, ${Math.round(setup.clock() - startedAt)} ms`);
  }

  function refuseIfBusy(): void {
    if (running < setup.limits.concurrent) return;
    const why = `${running} questions are being answered, which is the most at once; ask again`;
    throw new Refusal(429, why, { 'retry-after': '1' });
  }

  function health(): object {
    return { status: 'ok', version: setup.version, models: [...setup.models.keys()], running };
  }

  function models(): object {
    const data = [...setup.models.keys()].map((name) => ({ id: name, object: 'model', created: started, owned_by: 'glassrank' }));
    return { object: 'list', data };
  }

  async function rank({
    body,
    response,
    id,
    shape,
  }: {
    readonly body: unknown;
    readonly response: ServerResponse;
    readonly id: string;
    readonly shape: ApiShape;
  }): Promise<object> {
    const question = readQuestion(body, { mostDocuments: setup.limits.documents, id });
    if (!question.ok) throw new Refusal(400, `invalid request: ${question.error}`);
    const [first = ''] = setup.models.keys();
    const name = question.value.model ?? first;
    const offered = setup.models.get(name);
    if (offered === undefined)
      throw new Refusal(404, `model '${name}' not found; there is: ${[...setup.models.keys()].join(', ')}`);
    const warnings = [
      ...offered.warnings,
      ...question.value.unused.map((field) => `${field} is not used: nothing here is decided by it.`),
    ];
    const timeout = AbortSignal.timeout(setup.limits.timeoutMs);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const signal = AbortSignal.any([timeout, gone.signal, ending.signal]);
    const run = { runId: id, signal, clock: setup.clock, depth: null, note: (text: string) => void warnings.push(text) };
    const view = await viewOf(offered.ranker.run(question.value.request, run));
    if (view?.outcome?.type === 'complete')
      return rerankAnswer({ id, shape, model: name, question: question.value, view, warnings });
    if (view?.outcome?.type === 'failed') throw refusalOf(view.outcome.error);
    if (timeout.aborted) throw new Refusal(504, `no answer within ${setup.limits.timeoutMs / 1000} seconds`);
    throw new Refusal(503, 'the server is going down');
  }
}

const enders = new WeakMap<Server, AbortController>();

/** Takes no more questions, stops those that are being answered, and waits until all are told. */
export async function endServer(server: Server): Promise<void> {
  enders.get(server)?.abort();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Whoever keeps a connection open without listening is not waited for.
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}

async function viewOf(events: AsyncIterable<RunEvent>): Promise<RunView | null> {
  const log: RunEvent[] = [];
  for await (const event of events) log.push(event);
  return viewAt(log, { type: 'live' });
}

function refusalOf({ code, message, details }: ErrorInfo): Refusal {
  if (details?.['problem'] !== undefined)
    return new Refusal(500, `this server was started with settings that cannot be run: ${message}`);
  if (code === 'server-busy') return new Refusal(503, message, { 'retry-after': '5' });
  return new Refusal(502, `the model failed (${code}): ${message}`);
}

/**
 * A page of another site can have its name point here (DNS rebinding), and send what needs no leave: only names of this machine are answered, and no
 * page but one of this machine's.
 */
function checkHost({ headers, rawHeaders }: IncomingMessage, others: readonly string[]): void {
  if (rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === 'host').length > 1)
    throw new Refusal(400, 'there is more than one Host header');
  const allowed = (name: string): boolean =>
    [...LOOPBACK, ...others.map((other) => other.toLowerCase())].includes(name.toLowerCase());
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  if (!allowed(host))
    throw new Refusal(
      403,
      `the Host ${JSON.stringify(host)} is not this server's; start it with --allow-host NAME to answer to it`,
    );
  const { origin } = headers;
  if (origin === undefined) return;
  const page = URL.canParse(origin) ? new URL(origin).hostname : '';
  if (!allowed(page))
    throw new Refusal(403, `pages of ${origin} are not answered; start the server with --allow-host NAME to answer them`);
}

async function readBody(message: IncomingMessage, most: number): Promise<unknown> {
  const type = (message.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, 'the body must be JSON, sent as content-type: application/json');
  const coding = (message.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding !== 'identity') throw new Refusal(415, `the body must be sent as it is, not as content-encoding: ${coding}`);
  const tooLarge = (): Refusal =>
    new Refusal(413, `the body has more than ${most} bytes, which is the most; send fewer or shorter documents`);
  if (Number(message.headers['content-length'] ?? 0) > most) throw tooLarge();
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > most) throw tooLarge();
    parts.push(part);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)));
  } catch (error) {
    throw new Refusal(
      400,
      `invalid request: the body is not JSON in UTF-8 (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
