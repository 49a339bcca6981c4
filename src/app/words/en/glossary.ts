/** A word of the field and what it means, for those who meet it here. */
interface Term {
  readonly name: string;
  readonly meaning: string;
}

/** The field's words: one table, linked from where each of them stands. */
export const glossary = {
  title: 'Words of the field',
  /** Before the words that stand in a panel. */
  lead: 'Explained',
  close: 'Close',
  terms: {
    window: {
      name: 'Window',
      meaning:
        'The passages that the model sees in one call. A longer list is read in several windows, from its end to its front.',
    },
    stride: {
      name: 'Stride',
      meaning:
        'How many places the next window moves towards the front. With a window of ten and a stride of five, five passages are seen again each time.',
    },
    firstStage: {
      name: 'First stage',
      meaning:
        'A quick order made before the language model reads anything: by shared words and meaning, or by scores that came with the list. The run starts from it. “First stage 9/9” in a prompt tells the model how high a passage stood there: 9 is the highest.',
    },
    tau: {
      name: 'Kendall’s tau',
      meaning: 'How alike two orders are, over all pairs: 1 is the same order, 0 no relation, −1 the reverse.',
    },
    rbo: {
      name: 'RBO',
      meaning: 'Rank-biased overlap: how alike two orders are, the first places counting most. 1 is the same order.',
    },
    ndcg: {
      name: 'nDCG@10',
      meaning:
        'How good the first ten places are against judgements: 1 is the best order there could be. A relevant passage counts more the higher it stands.',
    },
    qrels: {
      name: 'Qrels',
      meaning:
        'Relevance judgements: a file that says for each query which passages people found relevant. Only with them can quality be measured.',
    },
    candidate: {
      name: 'Candidate',
      meaning: 'A passage of the list that is to be put in order.',
    },
    permutation: {
      name: 'Permutation',
      meaning:
        'The list in another order: each passage exactly once. An answer that leaves one out or names one twice is repaired, and that is said.',
    },
    reasoningTrace: {
      name: 'Reasoning trace',
      meaning:
        'What the model writes before its answer. It is checked against the passages, and is no faithful account of how the order came about.',
    },
  } satisfies Readonly<Record<string, Term>>,
};
