import { afterEach, expect, test } from 'vitest';
import { sampleRequest } from '../../../support/sample-request.ts';
import { startScriptedServer } from '../../../support/scripted-server.ts';
import type { ScriptedServer, ScriptedServerOptions } from '../../../support/scripted-server.ts';
import { connected, of, runOver } from '../../../support/server-run.ts';

/** What a call is said to have cost, where it took several requests and some were left before they told. */
let server: ScriptedServer | undefined;
afterEach(() => server?.close());

const ANSWER = '\n<answer>[2] > [1]</answer>';
const turnOf = (prompt: string): string => prompt.slice(prompt.lastIndexOf('<assistant>') + '<assistant>'.length);

async function usageOf(
  options: Pick<ScriptedServerOptions, 'script'> & Partial<ScriptedServerOptions>,
  run: Omit<Parameters<typeof runOver>[0], 'connection'>,
) {
  server = await startScriptedServer({ kind: 'llama.cpp', ...options });
  const events = await runOver({ connection: await connected(server.address), ...run });
  const [end] = of(events, 'window-end');
  if (end === undefined) throw new Error('the call did not end');
  expect(end.outcome).toEqual({ type: 'complete' });
  return end;
}

test('a thought that was closed by force: its prompt is counted, and every piece of thought and answer', async () => {
  const long = '<think>' + ' First things first. '.repeat(40);
  const script = (prompt: string): string => {
    const turn = turnOf(prompt);
    if (long.startsWith(turn)) return long.slice(turn.length);
    const begun = turn.slice(turn.indexOf('</think>') + '</think>'.length);
    return ANSWER.startsWith(begun) ? ANSWER.slice(begun.length) : '';
  };
  const settings = { thoughtTokens: 12 };
  const cut = await usageOf({ script, pieceSize: 4, pieceMs: 1 }, { request: sampleRequest(2), settings });
  expect(cut.thought).toBe('forced');
  const whole = await usageOf(
    { script: (prompt) => `${turnOf(prompt) === '' ? '<think></think>' : ''}${ANSWER}` },
    {
      request: sampleRequest(2),
      settings: { thoughtTokens: 0 },
    },
  );
  // The same prompt, told by the server in one and counted in the other.
  expect(Math.abs(cut.usage.promptTokens - whole.usage.promptTokens)).toBeLessThan(20);
  expect(cut.usage.promptTokens).toBeGreaterThan(50);
  expect(cut.usage.completionTokens).toBeGreaterThan(12);
});

test('an answer that was asked for again and again counts what was written each time', async () => {
  const order = [5, 4, 5, 5, 3, 4, 2, 1, 9, 8, 7, 6];
  const whole = `\n<answer>${order.map((one) => `[${one}]`).join(' > ')}</answer>`;
  const script = (prompt: string): string => {
    const begun = turnOf(prompt).replace(/^[^\n]*\n/, '\n');
    return whole.startsWith(begun) ? whole.slice(begun.length) : '';
  };
  const settings = { windowSize: 12 };
  const { usage } = await usageOf({ script, pieceSize: 3 }, { request: sampleRequest(12), preset: 'instruct-direct', settings });
  // 64 pieces came; 46 of them with requests that told their own count.
  expect(usage.completionTokens).toBeGreaterThanOrEqual(60);
});
