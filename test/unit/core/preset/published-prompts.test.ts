import { describe, expect, it } from 'vitest';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { docId } from '../../../../src/core/request.ts';
import { samplePrompt } from './preset-sample.ts';

const query = 'what is a lek [2]';
const candidates = [
  { docId: docId('a'), text: 'A lek is a gathering [4] of birds.' },
  { docId: docId('b'), title: 'Money', text: 'The lek is the money of Albania.' },
];
const ask = (id: string, shown = candidates): ReturnType<typeof samplePrompt> =>
  samplePrompt(preset(id), { query, candidates: shown, take: 1 });

describe('published prompts, typed by hand from the systems’ own files', () => {
  it('Rank-K: one user message, spaces at the ends of its lines, brackets left alone, ties', () => {
    const { messages, completion, written } = ask('rank-k');
    expect([completion, written]).toEqual([false, '']);
    expect(messages).toEqual([
      {
        role: 'user',
        content:
          '\n' +
          'Determine a ranking of the passages based on how relevant they are to the query. \n' +
          'If the query is a question, how relevant a passage is depends on how well it answers the question. \n' +
          'If not, try analyze the intent of the query and assess how well each passage satisfy the intent. \n' +
          'The query may have typos and passages may contain contradicting information. \n' +
          'However, we do not get into fact-checking. We just rank the passages based on they relevancy to the query. \n' +
          '\n' +
          'Sort them from the most relevant to the least. \n' +
          'Answer with the passage number using a format of `[3] > [2] > [4] = [1] > [5]`. \n' +
          'Ties are acceptable if they are equally relevant. \n' +
          'I need you to be accurate but overthinking it is unnecessary.\n' +
          'Output only the ordering without any other text.\n' +
          '\n' +
          'Query: what is a lek [2]\n' +
          '\n' +
          '[1] A lek is a gathering [4] of birds.\n' +
          '\n' +
          '[2] Money The lek is the money of Albania.\n',
      },
    ]);
    expect(preset('rank-k')).toMatchObject({
      answer: { type: 'order', separator: ' > ', tie: ' = ' },
      strategy: { type: 'sliding', size: 20, stride: 10, passes: 1 },
      cut: { unit: 'tokens', most: 450 },
      sampling: { temperature: 0.5 },
      thought: { tokens: 8000 },
    });
  });

  const first =
    'I will provide you with 2 passages, each indicated by a numerical identifier []. Rank the passages based on their relevance to the search query: what is a lek (2).\n' +
    '\n' +
    '[1] A lek is a gathering (4) of birds.\n' +
    '[2] Title: Money Content: The lek is the money of Albania.\n' +
    'Search Query: what is a lek (2).\n' +
    'Rank the 2 passages above based on their relevance to the search query. All the passages should be included and listed using identifiers, in descending order of relevance. ';

  it('ReasonRank 7B and 32B: system message with the two channels, brackets in query and passages rounded', () => {
    expect(ask('reasonrank').messages).toEqual([
      {
        role: 'system',
        content:
          'You are RankLLM, an intelligent assistant that can rank passages based on their relevance to the query. Given a query and a passage list, you first thinks about the reasoning process in the mind and then provides the answer (i.e., the reranked passage list). The reasoning process and answer are enclosed within <think> </think> and <answer> </answer> tags, respectively, i.e., <think> reasoning process here </think> <answer> answer here </answer>.',
      },
      { role: 'user', content: `${first}The format of the answer should be [] > [], e.g., [2] > [1].` },
    ]);
    expect(preset('reasonrank')).toMatchObject({
      strategy: { type: 'sliding', size: 20, stride: 10, passes: 1 },
      cut: { unit: 'tokens', most: 512 },
      sampling: { temperature: 0 },
      thought: { open: '<think>', close: '</think>', tokens: 3072 },
    });
  });

  it('ReasonRank 8B: a shorter system message, a longer question', () => {
    expect(ask('reasonrank-8b').messages).toEqual([
      {
        role: 'system',
        content: 'You are RankLLM, an intelligent assistant that can rank passages based on their relevance to the query.',
      },
      {
        role: 'user',
        content: `${first}The final ranked list should be enclosed within <answer> </answer> tags, i.e., <answer> ranked list here </answer>. The format of ranked list should be [] > [], e.g., [2] > [1]. Only respond with the ranking results, do not say any word or explain.`,
      },
    ]);
    expect(preset('reasonrank-8b').sampling).toEqual({ temperature: 0.6, topP: 0.95, topK: 20 });
  });

  it('Rank1: plain text that ends inside the thought', () => {
    const { messages, completion, written } = ask('rank1', candidates.slice(0, 1));
    expect(completion).toBe(true);
    expect((messages[0]?.content ?? '') + written).toBe(
      'Determine if the following passage is relevant to the query. Answer only with ' +
        "'true' or 'false'.\nQuery: what is a lek [2]\nPassage: A lek is a gathering [4] of birds.\n<think>",
    );
    expect(preset('rank1')).toMatchObject({ thought: { tokens: 8192 }, answer: { open: ' ', yes: 'true', no: 'false' } });
  });

  it('Rank-R1: the two channels, then the label of the best', () => {
    const [system, user] = ask('rank-r1').messages;
    expect(system?.content).toContain('A conversation between User and Assistant. ');
    expect(system?.content).toMatch(/<think> reasoning process here <\/think> <answer> answer here <\/answer>\.$/);
    expect(user?.content).toContain(
      'Given the query: "what is a lek [2]", which of the following documents is most relevant?\n' +
        '[1] A lek is a gathering [4] of birds.\n[2] Money The lek is the money of Albania.\n' +
        'After completing the reasoning process, please provide only the label of the most relevant document',
    );
    expect(user?.content).toMatch(/<answer>\[3\]<\/answer>\.$/);
    expect(preset('rank-r1').strategy).toEqual({ type: 'setwise', sort: 'heap', children: 19, top: 10 });
  });

  it('RankZephyr: the suffix that RankLLM’s template gives it', () => {
    const content = ask('rankzephyr').messages.at(-1)?.content ?? '';
    expect(content).toContain('search query: what is a lek (2).\n[1] A lek is a gathering (4) of birds.\n[2] Title: Money');
    expect(content).toMatch(
      /The output format should be \[\] > \[\], e\.g\., \[2\] > \[1\], Answer concisely and directly and only respond with the ranking results, do not say any word or explain\.$/,
    );
  });

  it('Rearank: DeepRerank, one turn a passage of 400 characters', () => {
    const { messages } = ask('rearank', [{ docId: docId('a'), text: 'lek '.repeat(300) }]);
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user', 'assistant', 'user']);
    expect(messages[0]?.content).toMatch(/^You are DeepRerank, /);
    expect(messages[3]?.content).toBe(`[1] ${'lek '.repeat(100)}`);
    expect(messages[4]?.content).toBe('Received passage [1].');
    expect(messages[5]?.content).toMatch(/using the format: \[X\] > \[Y\] > \[Z\]$/);
  });

  it('RankGPT: a turn and an acknowledgement for each passage', () => {
    const { messages } = ask('rankgpt');
    expect(messages.slice(2, 7)).toEqual([
      { role: 'assistant', content: 'Okay, please provide the passages.' },
      { role: 'user', content: '[1] A lek is a gathering [4] of birds.' },
      { role: 'assistant', content: 'Received passage [1].' },
      { role: 'user', content: '[2] Title: Money Content: The lek is the money of Albania.' },
      { role: 'assistant', content: 'Received passage [2].' },
    ]);
  });

  it('TFRank: instruction, query and document, and the switch to think', () => {
    const content = ask('tfrank', candidates.slice(0, 1)).messages.at(-1)?.content ?? '';
    expect(content).toMatch(/^<Instruct>: /);
    expect(content).toMatch(/<Query>: what is a lek \[2\]\n\n\n<Document>: A lek is a gathering \[4\] of birds\. \/think$/);
    expect(preset('tfrank').answer).toMatchObject({ type: 'grade', yes: 'yes', no: 'no', least: 0, most: 4 });
  });

  it('GroupRank: scores from 0 to 10 as JSON after the reasons', () => {
    const content = ask('grouprank').messages.at(-1)?.content ?? '';
    expect(content).toContain(
      '\n[1]. A lek is a gathering [4] of birds.\n\n[2]. Money The lek is the money of Albania.\n\n\n\n## Final',
    );
    expect(content).toContain('{"[1]": 5, "[2]": 3, "[3]": 8}');
    expect(preset('grouprank')).toMatchObject({
      thought: { open: '<reason>', close: '</reason>', tokens: 8000 },
      cut: { unit: 'characters', most: 3000 },
      sampling: { temperature: 0.3, topP: 0.8 },
      answer: { least: 0, most: 10 },
    });
  });

  it('TourRank: select the most relevant, named as documents', () => {
    const { messages } = ask('tourrank');
    expect(messages[1]?.content).toContain(
      'select the 1 documents that are most relevant to the given query: what is a lek [2].',
    );
    expect(messages[3]?.content).toBe('Document 1: A lek is a gathering [4] of birds.');
    expect(messages.at(-1)?.content).toMatch(/Document 3, \.\.\., Document 1$/);
  });

  it('Qwen3-Reranker: yes or no after an empty thought', () => {
    const { messages, written } = ask('qwen3-reranker', candidates.slice(0, 1));
    expect(messages.at(-1)?.content).toBe(
      '<Instruct>: Given a web search query, retrieve relevant passages that answer the query\n' +
        '<Query>: what is a lek [2]\n<Document>: A lek is a gathering [4] of birds.',
    );
    expect(written).toBe('<think>\n\n</think>\n\n');
  });

  it('FIRST: passages named by letters, lettered brackets rounded', () => {
    const content =
      ask('first', [{ docId: docId('a'), text: 'As in [B] or [3].' }, ...candidates.slice(1)]).messages.at(-1)?.content ?? '';
    expect(content).toContain(
      '\n\n[A] As in (B) or [3].\n[B] Title: Money Content: The lek is the money of Albania.\nSearch Query: ',
    );
    expect(content).toContain('e.g., [B] > [A], ');
  });

  it('RankVicuna: Vicuna’s own system message', () => {
    const { messages } = ask('rankvicuna');
    expect(messages[0]?.content).toMatch(/^A chat between a curious user and an artificial intelligence assistant\. /);
    expect(messages[1]?.content).toMatch(
      /e\.g\., \[4\] > \[2\], Only respond with the ranking results, do not say any word or explain\.$/,
    );
  });
});
