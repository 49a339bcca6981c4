import { connectServer } from '../engines/server/connect.ts';
import type { ServerConnection } from '../engines/server/connect.ts';
import type { ConnectModel } from './world.ts';

/** A model behind an OpenAI-compatible server, for the commands that rank. */
export const connectModel: ConnectModel = async ({ address, model, key, contextTokens, jsonSchema, requests }, onSilence) => {
  const connected = await connectServer({
    address,
    ...(model === null ? {} : { model }),
    ...(key === null ? {} : { key }),
    ...(contextTokens === null ? {} : { contextTokens }),
    ...(requests === null ? {} : { parallel: requests }),
    answers: jsonSchema ? 'json-schema' : 'none',
    ...(onSilence === undefined ? {} : { onSilence }),
  });
  if (!connected.ok) return connected;
  const { model: served, describeError, measure, choice } = connected.value;
  return {
    ok: true,
    value: { model: served, describeError, measure, temperature: choice.sampling.temperature, notes: notesOf(connected.value) },
  };
};

/** What was settled at connecting, in words. */
function notesOf({ model, facts, choice: { preset, reason, family, sampling } }: ServerConnection): readonly string[] {
  const why = {
    trained: 'which it was trained with',
    thinks: `the general prompt of models that think (family ${family.id})`,
    direct: `the general prompt of models that do not think (family ${family.id})`,
  }[reason];
  const from = {
    server: 'as the server says',
    told: 'as told by --context',
    family: `the family's, as the server does not say; --context changes it`,
  };
  return [
    `Asked by ${preset.title}, ${why}, unless --preset says another; temperature ${sampling.temperature} unless --temperature does.`,
    `Context ${facts.contextTokens} tokens (${from[facts.contextFrom]})${facts.tokenizes ? '' : '; tokens are estimated, as the server counts none'}.`,
    ...(model.chatOnly === true ? ['The server cannot be held to a form: answers are free text, parsed and repaired.'] : []),
  ];
}
