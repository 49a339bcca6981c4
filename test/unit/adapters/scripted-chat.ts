import { fromChat } from '../../../src/core/run/from-chat.ts';
import type { Chat } from '../../../src/core/run/from-chat.ts';
import type { TextModel } from '../../../src/core/run/text-model.ts';

/** Three documents of which the second answers the query. */
export const QUERY = 'why does iron rust';
export const TEXTS = ['Iron is smelted from ore.', 'Iron rusts in wet air.', 'Gold never rusts.'];
/** Thought and answer of a model that does its work: the second, the third, the first. */
export const GOOD_ANSWER = '<think>[2] says "rusts in wet air", so [2] is first.</think><answer>[2] > [3] > [1]</answer>';

export interface ScriptedChat {
  readonly model: TextModel;
  /** What the model was sent, the last message of each call. */
  readonly asked: readonly string[];
}

/** A chat that always says the same, or what it is told to do. */
export function scriptedChat(answer: string | Chat = GOOD_ANSWER): ScriptedChat {
  const asked: string[] = [];
  const model = fromChat(
    (messages, options) => {
      asked.push(messages.at(-1)?.content ?? '');
      return typeof answer === 'string' ? answer : answer(messages, options);
    },
    { id: 'scripted-chat' },
  );
  return { model, asked };
}

/** A chat that never answers and takes no notice of signals, and the promise that it has been asked. */
export function stuckChat(): ScriptedChat & { readonly begun: Promise<void> } {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const chat = scriptedChat(() => {
    begin();
    return new Promise(() => undefined);
  });
  return { ...chat, begun };
}

/** A chat whose endpoint breaks down. */
export const brokenChat = (): ScriptedChat =>
  scriptedChat(() => {
    throw new Error('HTTP 500 from the endpoint');
  });

/** What a promise rejects with; undefined where it does not. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
