import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readGbnf } from './gbnf.ts';

export interface ServedRequest {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly headers: IncomingMessage['headers'];
  /** Milliseconds at which the other side closed the connection before it was answered; null: it did not. */
  closedAt: number | null;
}

export interface ScriptedServerOptions {
  readonly kind: 'llama.cpp' | 'vllm' | 'other';
  /** What the model would write after a prompt: all of its turn, without the prompt. A grammar bends it. */
  readonly script: (prompt: string) => string;
  /** Of chat answers, in a field of its own. */
  readonly reasoning?: { readonly field: 'reasoning_content' | 'reasoning'; readonly text: string };
  readonly models?: readonly string[];
  readonly contextTokens?: number;
  readonly key?: string;
  readonly keepsGrammar?: boolean;
  /** Between two pieces. */
  readonly pieceMs?: number;
  /** Characters of a piece. */
  readonly pieceSize?: number;
  /** Log-probability of a next character, for the likelihoods. */
  readonly believe?: (prompt: string, next: string) => number;
  readonly usage?: boolean;
  /** Lets pages of any origin read its answers. */
  readonly cors?: boolean;
}

export interface ScriptedServer {
  readonly address: string;
  readonly requests: ServedRequest[];
  close(): Promise<void>;
}

/**
 * A server that speaks the protocol over real HTTP, with a script in the place of a model. A token is a UTF-16 unit, its id the unit itself. Grammars are
 * read and kept to unless told otherwise: where the script would write what is not allowed, the first allowed character comes.
 */
export async function startScriptedServer(options: ScriptedServerOptions): Promise<ScriptedServer> {
  const { kind, models = ['scripted'], contextTokens = 100_000, pieceSize = 3, pieceMs = 0 } = options;
  const requests: ServedRequest[] = [];

  const render = (messages: unknown): string =>
    (messages as readonly { role: string; content: string }[])
      .map(({ role, content }) => `<${role}>${content}</${role}>`)
      .join('') + '<assistant>';
  const ids = (text: string): number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const textOf = (prompt: unknown): string =>
    Array.isArray(prompt) ? String.fromCharCode(...(prompt as number[])) : String(prompt);

  /** The turn, bent to a grammar, cut at a stop text or at the length. */
  const writeTurn = (
    prompt: string,
    { grammar, stop = [], most }: { grammar?: string | undefined; stop?: readonly string[]; most: number },
  ): { text: string; ended: 'eos' | 'word' | 'limit'; word?: string } => {
    const wanted = options.script(prompt);
    let text = '';
    if (grammar !== undefined && options.keepsGrammar !== false) {
      const machine = readGbnf(grammar);
      for (;;) {
        const state = machine.after(text);
        if (state === null) throw new Error(`stuck after ${text}`);
        const next = wanted[text.length];
        if (state.next.size === 0 || (state.end && next === undefined)) break;
        text += next !== undefined && state.next.has(next) ? next : ([...state.next][0] ?? '');
      }
    } else text = wanted;
    for (const word of stop) {
      const at = text.indexOf(word);
      if (at !== -1 && at <= most) return { text: text.slice(0, at), ended: 'word', word };
    }
    return text.length > most ? { text: text.slice(0, most), ended: 'limit' } : { text, ended: 'eos' };
  };

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(JSON.stringify({ error: { message: String(error), code: 500 } }));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const body = raw === '' ? {} : (JSON.parse(raw) as Record<string, unknown>);
    const path = request.url ?? '';
    const served: ServedRequest = { path, body, headers: request.headers, closedAt: null };
    if (options.cors === true) {
      response.setHeader('access-control-allow-origin', '*');
      if (request.method === 'OPTIONS') {
        response.setHeader('access-control-allow-headers', 'authorization, content-type');
        response.writeHead(204).end();
        return;
      }
    }
    requests.push(served);
    response.on('close', () => {
      if (!response.writableEnded) served.closedAt = Date.now();
    });
    const json = (value: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`) {
      json({ error: { message: 'Invalid API Key', code: 401 } }, 401);
      return;
    }
    const stream = async (events: readonly unknown[]): Promise<void> => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of events) {
        if (response.destroyed) return;
        response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
        if (pieceMs > 0) await new Promise((resolve) => setTimeout(resolve, pieceMs));
      }
      response.end();
    };
    const pieces = (text: string): string[] =>
      Array.from({ length: Math.ceil(text.length / pieceSize) }, (_, at) => text.slice(at * pieceSize, (at + 1) * pieceSize));

    if (path === '/v1/models') {
      const owner = kind === 'llama.cpp' ? 'llamacpp' : kind === 'vllm' ? 'vllm' : 'someone';
      json({
        object: 'list',
        data: models.map((id) => ({
          id,
          owned_by: owner,
          ...(kind === 'llama.cpp' ? { meta: { n_ctx_train: contextTokens } } : {}),
          ...(kind === 'vllm' ? { max_model_len: contextTokens } : {}),
        })),
      });
    } else if (path === '/props' && kind === 'llama.cpp') {
      json({ build_info: 'b1-test', total_slots: 2, default_generation_settings: { n_ctx: contextTokens }, chat_template: '' });
    } else if (path === '/apply-template' && kind === 'llama.cpp') json({ prompt: render(body['messages']) });
    else if (path === '/version' && kind === 'vllm') json({ version: '0.12.0' });
    else if (path === '/tokenize' && kind !== 'other') {
      const text = body['messages'] === undefined ? String(body['content'] ?? body['prompt']) : render(body['messages']);
      json({ tokens: ids(text), count: text.length, max_model_len: contextTokens });
    } else if (path === '/detokenize' && kind === 'vllm') json({ prompt: textOf(body['tokens']) });
    else if (path === '/completion' && kind === 'llama.cpp') {
      const prompt = textOf(body['prompt']);
      if (body['n_probs'] !== undefined) {
        const alphabet = ids('[]0123456789 yesno>');
        const top = alphabet.map((id) => ({ id, logprob: options.believe?.(prompt, String.fromCharCode(id)) ?? -3 }));
        json({ content: '', completion_probabilities: [{ top_logprobs: top }], timings: { prompt_n: 1 } });
        return;
      }
      const { text, ended } = writeTurn(prompt, {
        grammar: body['grammar'] as string | undefined,
        stop: (body['stop'] ?? []) as string[],
        most: Number(body['n_predict']),
      });
      await stream([
        ...pieces(text).map((content) => ({ content, stop: false })),
        {
          content: '',
          stop: true,
          stop_type: ended,
          tokens_evaluated: prompt.length,
          tokens_predicted: text.length,
          timings: { prompt_per_second: 100, predicted_per_second: 50 },
        },
      ]);
    } else if (path === '/v1/completions' && kind === 'vllm') {
      const prompt = textOf(body['prompt']);
      if (body['prompt_logprobs'] !== undefined) {
        const scored = ids(prompt).map((id, at) =>
          at === 0 ? null : { [id]: { logprob: options.believe?.(prompt.slice(0, at), prompt[at] ?? '') ?? -3 } },
        );
        json({ choices: [{ text: 'x', prompt_logprobs: scored }] });
        return;
      }
      const grammar = (body['structured_outputs'] as { grammar?: string } | undefined)?.grammar;
      const { text, ended, word } = writeTurn(prompt, {
        grammar,
        stop: (body['stop'] ?? []) as string[],
        most: Number(body['max_tokens']),
      });
      await stream([
        ...pieces(text).map((piece) => ({ choices: [{ text: piece, finish_reason: null }] })),
        { choices: [{ text: '', finish_reason: ended === 'limit' ? 'length' : 'stop', stop_reason: word ?? null }] },
        { choices: [], usage: { prompt_tokens: prompt.length, completion_tokens: text.length } },
        '[DONE]',
      ]);
    } else if (path === '/v1/chat/completions') {
      const prompt = render(body['messages']);
      const { text, ended } = writeTurn(prompt, { most: Number(body['max_tokens'] ?? 1e6) });
      const delta = (value: unknown): unknown => ({ choices: [{ index: 0, delta: value, finish_reason: null }] });
      const { reasoning } = options;
      await stream([
        delta({ role: 'assistant', content: null }),
        ...(reasoning === undefined ? [] : pieces(reasoning.text).map((piece) => delta({ [reasoning.field]: piece }))),
        ...pieces(text).map((content) => delta({ content })),
        { choices: [{ index: 0, delta: {}, finish_reason: ended === 'limit' ? 'length' : 'stop' }] },
        ...(options.usage === false
          ? []
          : [{ choices: [], usage: { prompt_tokens: prompt.length, completion_tokens: text.length } }]),
        '[DONE]',
      ]);
    } else json({ error: { message: 'File Not Found', code: 404 } }, 404);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
