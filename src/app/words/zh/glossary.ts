import type * as en from '../en/glossary.ts';

export const glossary: typeof en.glossary = {
  title: '领域用语',
  lead: '词语解释',
  close: '关闭',
  terms: {
    window: {
      name: '窗口',
      meaning: '模型在一次调用中看到的段落。较长的列表分成几个窗口，从末尾读到开头。',
    },
    stride: {
      name: '步长',
      meaning: '下一个窗口向开头移动多少位。窗口为十、步长为五时，每次有五个段落会再被看到。',
    },
    firstStage: {
      name: '第一阶段',
      meaning:
        '语言模型阅读之前得出的快速顺序：依据共有的词和含义，或列表自带的分数。运行从它开始。提示词中段落旁的 0 到 9 的数字告诉模型它在那里排得多高：9 为最高。',
    },
    tau: {
      name: 'Kendall τ',
      meaning: '两个顺序在所有配对上有多相似：1 为相同，0 为无关，−1 为相反。',
    },
    rbo: {
      name: 'RBO',
      meaning: '偏重排名的重合度：两个顺序有多相似，靠前的位置权重最大。1 为相同。',
    },
    ndcg: {
      name: 'nDCG@10',
      meaning: '对照评判，前十位有多好：1 为可能的最佳顺序。相关段落排得越高，计入越多。',
    },
    qrels: {
      name: 'qrels',
      meaning: '相关性评判：一个文件，说明对每个查询人们认为哪些段落相关。只有它才能衡量质量。',
    },
    candidate: {
      name: '候选段落',
      meaning: '列表中有待排序的段落。',
    },
    permutation: {
      name: '排列',
      meaning: '同一列表的另一种顺序：每个段落恰好一次。漏掉或重复段落的回答会被修正，并加以说明。',
    },
    reasoningTrace: {
      name: '推理过程',
      meaning: '模型在回答之前写下的内容。它会与段落核对，但并不忠实说明顺序是如何得出的。',
    },
  },
};
