import * as Comlink from 'comlink';
import { answerReach } from '../engines/reach.ts';
import { tellRequests } from '../engines/requests.ts';
import type { Embedding, EncoderLaneApi } from './encoder.ts';
import { startMiniLm } from './mini-lm.ts';

let embed: ((text: string) => Promise<Embedding>) | undefined;

// Composition root of one lane of the encoder: transformers.js and its runtime, nothing else.
const lane: EncoderLaneApi = {
  async start(source) {
    embed = await startMiniLm(source);
  },
  async embed(text) {
    if (embed === undefined) throw new Error('the encoder was not started');
    const embedding = await embed(text);
    const { vector, tokens } = embedding;
    return Comlink.transfer(embedding, [vector.buffer, tokens.vectors.buffer, tokens.spans.buffer]);
  },
};
answerReach();
tellRequests();
Comlink.expose(lane);
