import { Document } from '@langchain/core/documents';
import type { DocumentInterface } from '@langchain/core/documents';
import { getRetryable, LangChainError, ModelAbortError } from '@langchain/core/errors';
import { BaseRetriever } from '@langchain/core/retrievers';
import { BaseDocumentCompressor } from '@langchain/core/retrievers/document_compressors';
import { RunnableLambda } from '@langchain/core/runnables';
import { describe, expect, it } from 'vitest';
import { GlassrankCompressor, isRerankFailure } from '../../../src/adapters/langchain.ts';
import type { PlacedAccount } from '../../../src/adapters/langchain.ts';
import { viewAt } from '../../../src/core/log/cursor.ts';
import { brokenChat, QUERY, rejection, scriptedChat, stuckChat, TEXTS } from './scripted-chat.ts';

const documents = (): Document[] =>
  TEXTS.map((pageContent, place) => new Document({ pageContent, id: `doc-${place}`, metadata: { source: `page ${place}` } }));
const accountOf = ({ metadata }: DocumentInterface): PlacedAccount => metadata['glassrank'] as PlacedAccount;

class ListRetriever extends BaseRetriever {
  lc_namespace = ['test'];
  override _getRelevantDocuments(): Promise<Document[]> {
    return Promise.resolve(documents());
  }
}

describe('a document compressor of LangChain.js', () => {
  it('reranks: new documents with scores that are ranks, and the trace in their metadata', async () => {
    const { model } = scriptedChat();
    const given = documents();
    const compressor = new GlassrankCompressor({ model });
    expect(BaseDocumentCompressor.isBaseDocumentCompressor(compressor)).toBe(true);
    const ranked = await compressor.compressDocuments(given, QUERY);
    expect(ranked.every((one) => one instanceof Document)).toBe(true);
    expect(ranked.map(({ id, pageContent }) => [id, pageContent])).toEqual([
      ['doc-1', TEXTS[1]],
      ['doc-2', TEXTS[2]],
      ['doc-0', TEXTS[0]],
    ]);
    expect(ranked.map(({ metadata }) => [metadata['source'], metadata['relevanceScore']])).toEqual([
      ['page 1', 1],
      ['page 2', 2 / 3],
      ['page 0', 1 / 3],
    ]);
    expect(ranked.map((one) => accountOf(one).rank)).toEqual([1, 2, 3]);
    const [best, second] = ranked.map(accountOf);
    expect(best).toMatchObject({
      index: 1,
      scores: 'ranks',
      outcome: 'complete',
      reason: { sentence: expect.stringContaining('[2]') },
    });
    expect(best?.run?.trace?.[0]?.thought).toContain('rusts in wet air');
    expect(viewAt(best?.run?.log ?? [], { type: 'live' })?.committed).toEqual(['doc-1', 'doc-2', 'doc-0']);
    // The whole run is told once a list.
    expect(second).not.toHaveProperty('run');
    expect(given).toEqual(documents());
  });

  it('stands behind a retriever, in a chain', async () => {
    const compressor = new GlassrankCompressor({ ...scriptedChat(), topN: 1 });
    const compress = RunnableLambda.from((found: Document[]) => compressor.compressDocuments(found, QUERY));
    const [best, ...rest] = await new ListRetriever().pipe(compress).invoke(QUERY);
    expect(best?.pageContent).toBe(TEXTS[1]);
    expect(rest).toEqual([]);
  });

  it('takes documents without ids, ids that are the same, texts that are the same, one and none', async () => {
    const { model, asked } = scriptedChat();
    const compressor = new GlassrankCompressor({ model });
    const bare = await compressor.compressDocuments(
      TEXTS.map((pageContent) => ({ pageContent, metadata: {} })),
      QUERY,
    );
    expect(bare.map((one) => accountOf(one).index)).toEqual([1, 2, 0]);
    expect(bare[0]).not.toHaveProperty('id', expect.anything());
    const same = await compressor.compressDocuments(
      TEXTS.map(() => new Document({ pageContent: 'the same', id: 'one' })),
      QUERY,
    );
    expect(same.map((one) => accountOf(one).index)).toEqual([1, 2, 0]);
    expect(asked).toHaveLength(2);
    expect((await compressor.compressDocuments(documents().slice(0, 1), QUERY))[0]?.metadata['relevanceScore']).toBe(1);
    expect(await compressor.compressDocuments([], QUERY)).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('shows a title, or what it is told to show', async () => {
    const titled = scriptedChat();
    const given = documents().map((one) => new Document({ ...one, metadata: { title: 'Rust' } }));
    await new GlassrankCompressor(titled).compressDocuments(given, QUERY);
    expect(titled.asked[0]).toContain(`[2] Rust: ${TEXTS[1]}`);
    const own = scriptedChat();
    await new GlassrankCompressor({ ...own, textOf: ({ metadata }) => ({ text: String(metadata['source']) }) }).compressDocuments(
      documents(),
      QUERY,
    );
    expect(own.asked[0]).toContain('[2] page 1');
  });

  it('tells of an answer that was repaired or could not be read, and less where less is wanted', async () => {
    const repaired = await new GlassrankCompressor(scriptedChat('[3]')).compressDocuments(documents(), QUERY);
    expect(repaired.map(accountOf).map(({ outcome, index }) => [outcome, index])).toEqual([
      ['repaired', 2],
      ['repaired', 0],
      ['repaired', 1],
    ]);
    expect(accountOf(repaired[0] as Document).run?.warnings[0]).toContain('2 missing');
    const brief = new GlassrankCompressor({ ...scriptedChat('No.'), metadata: 'outcome' });
    const [first] = await brief.compressDocuments(documents(), QUERY);
    expect(accountOf(first as Document)).toMatchObject({ outcome: 'unparsed' });
    expect(accountOf(first as Document).run).not.toHaveProperty('log');
    const [silent] = await new GlassrankCompressor({ ...scriptedChat(), metadata: 'none' }).compressDocuments(documents(), QUERY);
    expect(silent?.metadata).toEqual({ source: 'page 1', relevanceScore: 1 });
  });

  it('throws a LangChainError with code, next step and log', async () => {
    const error = await rejection(new GlassrankCompressor(brokenChat()).compressDocuments(documents(), QUERY));
    expect(LangChainError.isInstance(error)).toBe(true);
    expect(getRetryable(error)).toBe(true);
    if (!isRerankFailure(error)) throw error;
    expect(error).toMatchObject({ code: 'engine-failed', message: expect.stringContaining('HTTP 500 from the endpoint') });
    expect(error.log.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'failed' } });
    expect(() => new GlassrankCompressor({ ...scriptedChat(), topN: 0 })).toThrow(LangChainError);
  });

  it('ends at once when it is aborted, by its own signal or the call’s', async () => {
    for (const own of [true, false]) {
      const { model, begun } = stuckChat();
      const abort = new AbortController();
      const kept = new AbortController();
      const compressor = new GlassrankCompressor({ model, signal: own ? abort.signal : kept.signal });
      const call = own ? {} : { signal: abort.signal };
      const ended = rejection(compressor.compressDocuments(documents(), QUERY, undefined, call));
      // oxlint-disable-next-line no-await-in-loop
      await begun;
      abort.abort();
      // oxlint-disable-next-line no-await-in-loop
      expect(ModelAbortError.isInstance(await ended)).toBe(true);
    }
  });
});
