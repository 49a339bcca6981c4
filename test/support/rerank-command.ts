import { main } from '../../src/cli/main.ts';
import type { CommandWorld, ServedModel } from '../../src/cli/world.ts';
import { errorInfo } from '../../src/core/errors.ts';
import type { RunEvent } from '../../src/core/log/event.ts';
import { parseTrecRun } from '../../src/core/measure/trec-run.ts';
import { fromChat } from '../../src/core/run/from-chat.ts';
import type { Chat } from '../../src/core/run/from-chat.ts';
import { commandWorld } from './command-world.ts';

export const LIST = '- a kettle boils water\n- vinegar dissolves limescale in a kettle\n- a kettle drum is tuned\n';
export const ASK = ['--query', 'limescale in a kettle'];
export const SERVER = ['--server', 'http://127.0.0.1:1', '--encoder', 'none'];

/** Says the identifiers of its prompt backwards. */
export const backwards: Chat = (messages) => identifiersOf(messages).toReversed().join(' > ');

export function identifiersOf(messages: Parameters<Chat>[0]): readonly string[] {
  return [...(messages.at(-1)?.content ?? '').matchAll(/^\[\d+\]/gm)].map(([identifier]) => identifier);
}

export const serving =
  (chat: Chat, own: Partial<ServedModel> = {}): CommandWorld['connectModel'] =>
  async () => ({
    ok: true,
    value: {
      model: fromChat(chat, { id: 'scripted' }),
      describeError: (error) => errorInfo('server-failed', error instanceof Error ? error.message : String(error)),
      temperature: null,
      notes: [],
      ...own,
    },
  });

export const typed = (text: string | Uint8Array): Partial<CommandWorld> => ({
  input: { isTerminal: false, read: async () => (typeof text === 'string' ? new TextEncoder().encode(text) : text) },
});

export async function glassrank(args: readonly string[], own: Partial<CommandWorld> = {}) {
  const world = commandWorld({ connectModel: serving(backwards), ...own });
  const code = await main(['rerank', ...args], world);
  return { code, printed: world.printed(), warned: world.warned() };
}

export const eventsOf = (printed: string): readonly RunEvent[] =>
  printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
export const rankingOf = (trec: string, qid = 'q1'): readonly string[] => {
  const read = parseTrecRun(trec);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return (read.value.get(qid) ?? []).map(({ docid }) => docid);
};
