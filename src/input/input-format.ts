/** How a pasted text can be read. */
export type InputFormat = 'rank-llm-json' | 'rank-llm-jsonl' | 'blocks' | 'numbered' | 'lines';
