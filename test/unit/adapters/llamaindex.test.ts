import { MockLLM } from '@llamaindex/core/llms/mock';
import type { BaseNodePostprocessor } from '@llamaindex/core/postprocessor';
import { getResponseSynthesizer } from '@llamaindex/core/response-synthesizers';
import { RetrieverQueryEngine } from '@llamaindex/core/query-engine';
import { BaseRetriever } from '@llamaindex/core/retriever';
import { ImageNode, MetadataMode, TextNode } from '@llamaindex/core/schema';
import type { BaseNode, NodeWithScore, ObjectType } from '@llamaindex/core/schema';
import { describe, expect, it, vi } from 'vitest';
import { GlassrankPostprocessor, isRerankFailure } from '../../../src/adapters/llamaindex.ts';
import type { PlacedAccount } from '../../../src/adapters/llamaindex.ts';
import { viewAt } from '../../../src/core/log/cursor.ts';
import { brokenChat, QUERY, rejection, scriptedChat, stuckChat, TEXTS } from './scripted-chat.ts';

const nodes = (): NodeWithScore[] =>
  TEXTS.map((text, place) => ({
    node: new TextNode({ text, id_: `node-${place}`, metadata: { source: `page ${place}` } }),
    score: 0.9 - place / 10,
  }));
const accountOf = ({ node }: NodeWithScore): PlacedAccount => node.metadata['glassrank'] as PlacedAccount;

describe('a node postprocessor of LlamaIndex.TS', () => {
  it('reranks: scores that are ranks, the trace in the metadata of copies, what was given unchanged', async () => {
    const given = nodes();
    const postprocessor: BaseNodePostprocessor = new GlassrankPostprocessor(scriptedChat());
    const ranked = await postprocessor.postprocessNodes(given, QUERY);
    expect(ranked.map(({ node, score }) => [node.id_, node instanceof TextNode, score])).toEqual([
      ['node-1', true, 1],
      ['node-2', true, 2 / 3],
      ['node-0', true, 1 / 3],
    ]);
    const [best, second] = ranked.map(accountOf);
    expect(best).toMatchObject({ rank: 1, index: 1, outcome: 'complete', scores: 'ranks', run: { scores: 'ranks' } });
    expect(viewAt(best?.run?.log ?? [], { type: 'live' })?.committed).toEqual(['node-1', 'node-2', 'node-0']);
    expect(best?.run?.log?.[0]).toMatchObject({ request: { candidates: [{ score: 0.9 }, { score: 0.8 }, { score: 0.7 }] } });
    expect(second).not.toHaveProperty('run');
    expect(given.map(({ node, score }) => [node.toJSON(), score])).toEqual(
      nodes().map(({ node, score }) => [node.toJSON(), score]),
    );
    expect(ranked[0]?.node.hash).toBe(given[1]?.node.hash);
  });

  it('keeps its account out of what a language model and an embedding are shown', async () => {
    const [best] = await new GlassrankPostprocessor(scriptedChat()).postprocessNodes(nodes(), QUERY);
    for (const mode of [MetadataMode.LLM, MetadataMode.EMBED])
      expect(best?.node.getContent(mode)).toBe(`source: page 1\n\n${TEXTS[1]}`);
    expect(best?.node.metadata['glassrank']).toBeDefined();
  });

  it('stands in a query engine, and its nodes are the sources of the response', async () => {
    class ListRetriever extends BaseRetriever {
      // oxlint-disable-next-line no-useless-constructor
      constructor() {
        super();
      }
      override _retrieve(): Promise<NodeWithScore[]> {
        return Promise.resolve(nodes());
      }
    }
    const llm = new MockLLM({ responseMessage: 'because of water' });
    const complete = vi.spyOn(llm, 'complete');
    const postprocessor = new GlassrankPostprocessor({ ...scriptedChat(), topN: 2 });
    const engine = new RetrieverQueryEngine(new ListRetriever(), getResponseSynthesizer('compact', { llm }), [postprocessor]);
    const response = await engine.query({ query: QUERY });
    expect(response.message.content).toBe('because of water');
    expect(response.sourceNodes?.map((one) => accountOf(one).rank)).toEqual([1, 2]);
    const prompts = complete.mock.calls.map(([{ prompt }]) => JSON.stringify(prompt));
    expect(prompts).toHaveLength(1);
    expect(prompts[0]).toContain(TEXTS[2]);
    expect(prompts[0]).not.toContain(TEXTS[0]);
    expect(prompts[0]).not.toContain('glassrank');
  });

  it('takes a query of several parts, nodes without scores, the same node twice, one and none', async () => {
    const { model, asked } = scriptedChat();
    const postprocessor = new GlassrankPostprocessor({ model });
    const [node] = nodes();
    if (node === undefined) throw new Error('there are nodes');
    const ranked = await postprocessor.postprocessNodes([node, { node: node.node }, node], [{ type: 'text', text: QUERY }]);
    expect(ranked.map((one) => accountOf(one).index)).toEqual([1, 2, 0]);
    expect(asked[0]).toContain(QUERY);
    expect(await postprocessor.postprocessNodes([node], QUERY)).toMatchObject([{ score: 1 }]);
    expect(await postprocessor.postprocessNodes([], QUERY)).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('gives the nodes themselves back where no metadata is wanted, and a picture keeps its image', async () => {
    const given = nodes();
    const plain = await new GlassrankPostprocessor({ ...scriptedChat(), metadata: 'none' }).postprocessNodes(given, QUERY);
    expect(plain[0]?.node).toBe(given[1]?.node);
    const image = new Blob(['picture']);
    const pictures = TEXTS.map((text) => ({ node: new ImageNode({ text, image }) }));
    const [best] = await new GlassrankPostprocessor(scriptedChat()).postprocessNodes(pictures, QUERY);
    expect(best?.node).toBeInstanceOf(ImageNode);
    expect(best?.node).toHaveProperty('image', image);
  });

  it('says what to do with a node that cannot be copied', async () => {
    class OwnNode extends TextNode {
      override get type(): ObjectType {
        return 'OWN' as ObjectType;
      }
    }
    const own = TEXTS.map((text) => ({ node: new OwnNode({ text }) as BaseNode }));
    const error = await rejection(new GlassrankPostprocessor(scriptedChat()).postprocessNodes(own, QUERY));
    expect(error).toMatchObject({ code: 'bad-document', nextStep: expect.stringContaining('"none"') });
  });

  it('throws an error with code, next step and log', async () => {
    const error = await rejection(new GlassrankPostprocessor(brokenChat()).postprocessNodes(nodes(), QUERY));
    if (!isRerankFailure(error)) throw error;
    expect(error).toMatchObject({ code: 'engine-failed', message: expect.stringContaining('HTTP 500 from the endpoint') });
    expect(error.log.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'failed' } });
    const unasked = await rejection(new GlassrankPostprocessor(scriptedChat()).postprocessNodes(nodes()));
    expect(unasked).toMatchObject({ code: 'bad-argument', nextStep: expect.stringContaining('second argument') });
    expect(() => new GlassrankPostprocessor({ ...scriptedChat(), topN: 0.5 })).toThrow('topN must be a whole number from 1');
  });

  it('tells of an answer that could not be read, and ends at once when it is aborted', async () => {
    const [first] = await new GlassrankPostprocessor(scriptedChat('No.')).postprocessNodes(nodes(), QUERY);
    expect(first === undefined ? null : accountOf(first)).toMatchObject({ outcome: 'unparsed', index: 0 });
    const { model, begun } = stuckChat();
    const abort = new AbortController();
    const ended = rejection(new GlassrankPostprocessor({ model, signal: abort.signal }).postprocessNodes(nodes(), QUERY));
    await begun;
    abort.abort();
    expect(await ended).toMatchObject({ name: 'AbortError' });
  });
});
