import type * as en from '../en/trace.ts';
import { headOf, shareOf } from '../phrases.ts';
import { counted, format } from './format.ts';

export const trace: typeof en.trace = {
  title: '推理',
  honesty: '这是模型写下的文字，并非它如何作出决定的忠实说明。',
  locked: '其中的引文只能从段落中原样复制。',
  preparing: '正在准备第一个窗口…',
  onlyWindow: '单个窗口',
  window: ({ number, total }) => `第 ${format.number(number)} 个窗口，共 ${format.number(total)} 个`,
  places: ({ first, last }) => `第 ${format.number(first)}–${format.number(last)} 位`,
  phases: { reading: '正在阅读', thinking: '正在思考', answering: '正在回答' },
  brokenOff: '已中断',
  brokenOffSentence: '这个窗口已中断，没有采用其中任何内容。',
  readingPrompt: (tokens) => `正在读完提示词：模型正在阅读 ${format.tokens(tokens)}，这一阶段无法中断。`,
  thought: '思考',
  passagesNamed: counted({ other: '提到 # 个段落' }),
  kinds: { passage: '段落', comparison: '比较', 'change-of-mind': '改变看法', conclusion: '结论' },
  verbatim: '原文一致',
  verbatimBest: '原文一致，最佳证据',
  verbatimWeak: '原文一致，但不是最贴近问题之处',
  verbatimEmpty: '原文一致，但其中没有对应查询的词',
  quoteMarks: {
    title: '引文后的记号',
    '✓': '与段落逐字一致，且位于最贴近查询之处',
    '≈': '与段落逐字一致，但不是该段的最佳证据',
    '=': '与段落逐字一致；此处不知最佳证据在哪里',
    '✗': '模型得到的文字中没有',
  },
  notFound: '未找到',
  unknownNumber: '这个窗口中没有这个编号的段落',
  chip: ({ rank, start }) => `第 ${format.number(rank)} 位：${start}`,
  answer: '回答',
  usage: ({ read, readRate, written, writtenRate }) =>
    `以每秒 ${format.rate(readRate)} 个的速度阅读了 ${format.tokens(read)}，以每秒 ${format.rate(writtenRate)} 个的速度写出了 ${format.number(written)} 个`,
  skip: '跳过思考',
  skipResults: {
    closing: '您要求跳过思考：它在下一个词元处结束，随后给出回答。',
    over: '您要求跳过思考，但思考当时已经结束。',
    'free-mode': '您要求跳过思考，但自由回答没有可以结束思考的引导，只能停止运行。',
  },
  notices: '通往模型的途中',
  notice: ({ code, attempt, of, waitMs, status }) => {
    const what = {
      busy: '服务器繁忙',
      unreachable: '服务器没有应答',
      'broke-off': '回答中断，并从中断处继续',
      repeated: '回答重复提到某个段落，已从该处重新请求',
    }[code];
    const how = status === undefined ? '' : `（HTTP ${status}）`;
    const next = waitMs > 0 ? `，${format.seconds(waitMs)}后重试` : '';
    return `${what}${how}：第 ${format.number(attempt)} 次，最多 ${format.number(of)} 次${next}。`;
  },
  consistency: '回答与推理的对照',
  contradiction: '推理把 {better} 排在 {worse} 之前，回答则相反。',
  contradictionUnread: '推理把 {better} 排在 {worse} 之前；未能读出回答，所以顺序仍然相反。',
  concluded: '{passage} 出现在推理的结论中，但不在回答中。',
  concludedUnread: '{passage} 出现在推理的结论中；未能读出回答。',
  moved: ({ from, to }) => `{passage} 从第 ${format.number(from)} 位升到第 ${format.number(to)} 位，但推理从未提到它。`,
  agrees: counted({ other: '回答保持了推理所排的全部 # 对顺序。' }),
  agreesUnread: counted({ other: '未能读出回答；列表恰好保持了推理所排的全部 # 对顺序。' }),
  nothingToCheck: '推理没有排出任何两个段落的先后，因此无从对照回答。',
  caveat: '由针对词语的规则得出，可能误读句子。',
  showSentence: '显示该句',
  showEarlier: '显示较早的一句',
  more: (count) => `再显示 ${format.number(count)} 条`,
  fewer: '收起',
};

export const calls: typeof en.calls = {
  call: ({ number, total }) => `第 ${format.number(number)} 次调用${total === null ? '' : `，共 ${format.number(total)} 次`}`,
  head: headOf(format, {
    asks: {
      order: (passages) => `为 ${passages}排序`,
      best: (passages) => `从 ${passages}中选最佳`,
      pair: (passages) => `比较 ${passages}`,
      select: (passages, take) => `从 ${passages}中选最佳 ${take} 个`,
      relevance: (passages) => `判断 ${passages}的相关性`,
      scores: (passages) => `为 ${passages}打分`,
    },
    places: (places) => `第 ${places} 位`,
  }),
  sample: ({ number, of }) => `第 ${format.number(number)} 个采样，共 ${format.number(of)} 个`,
  likelihoods: { labels: '每个段落被首先提到的可能性', words: '回答为“是”的可能性' },
  whole: '完整读出了回答。',
  unwritten: '没有写回答：由可能性决定。',
  read: ({ read, computed }) => `阅读了 ${format.tokens(read)}，其中新计算 ${format.number(computed)} 个。`,
  mass: (share) => `只在这些标签之间计算份额；它们合计占模型将写内容的 ${shareOf(format, share)}。`,
  yes: (share) => `p(是) ${format.fixed(share, 3)}`,
  scores: '给出的分数',
  noScore: '无',
  cut: '在此截断：回答没有依据其后的内容。',
  wait: '此处插入了“Wait”',
  notes: '这种读法悄悄做了什么',
  fused: (samples, rule) =>
    `${format.number(samples)} 个采样按${{ borda: ' Borda 计数', kemeny: ' Kemeny 规则', 'reciprocal-rank': '倒数名次' }[rule]}融合为一个顺序。`,
  agreement: (tau) => `平均一致度为 Kendall τ ${tau}（1 = 顺序相同，0 = 无关）。`,
  noAgreement: '无法定义一致度：有采样没有区分任何段落。',
  passage: '段落',
  meanRank: '平均名次',
  ranks: '最好–最差',
  deviation: '偏差',
  tied: '并列',
  firstToken: '暂定：首个词元给出的顺序',
  readings: '各系统会怎样读',
  readingsHint: '同一输出，按各系统自己的规则读取。编号取自本次调用的提示词；= 表示并列。',
  reader: '读法',
  order: '顺序',
  outcome: '结果',
  told: '悄悄做了什么',
  used: '已采用',
  same: '无',
};

export const limits: typeof en.limits = {
  title: '限制',
  hint: '模型得到了什么、剪去了什么、修补了什么',
  window: ({ number, total }) => `第 ${format.number(number)} 个窗口，共 ${format.number(total)} 个`,
  meter: '模型的上下文',
  meterWords: ({ used, context }) =>
    `${format.tokens(context)}中有 ${format.number(used)} 个已占用或为思考和回答保留（${format.percent(used / context)}）`,
  prompt: '提示词',
  instructions: '指令',
  query: '查询',
  passages: '段落',
  template: '对话模板',
  joined: '各部分相接时省下',
  thoughtRoom: '留给思考',
  answerRoom: '留给回答',
  free: '剩余',
  context: '上下文',
  notCounted: '写这份记录时没有统计提示词各部分的词元数，只统计了整个提示词。',
  shrunk: ({ asked, kept }) => `每个段落 ${format.words(asked)}放不下，因此每个最多保留 ${format.words(kept)}。`,
  cuts: '段落中剪去的内容',
  repairs: '回答中修补的内容',
  sent: '原样发送的提示词',
  noPrompt: '这份记录中没有提示词。',
  part: '部分',
  tokens: '词元',
  passage: (identifier) => `段落 [${identifier}]`,
  sentWhole: (tokens) => `共 ${format.tokens(tokens)}。`,
  templateNote: (tokens) => `对话模板在这段文字前后加入 ${format.tokens(tokens)}。`,
};

export const cuts: typeof en.cuts = {
  nothingCut: (passages) => `没有：${format.passages(passages)}都完整地在提示词中。`,
  cut: ({ kept, all, before, after }) =>
    `{passage} 保留了 ${format.words(all)}中的 ${format.number(kept)} 个；之前剪去 ${format.number(before)} 个，之后剪去 ${format.number(after)} 个。`,
  reasons: ({ reason, words }) =>
    ({
      'passage-words': `原因：超过了设置允许的每段 ${format.words(words)}。`,
      context: '原因：窗口中的所有段落必须放进模型的上下文。',
      unknown: '原因：这份记录没有说明，写入时未记下能容纳多少词。',
    })[reason],
  neutralised: counted({ other: '{passage} 含有 # 处像段落编号或控制标签的标记，已在提示词中使其无效。' }),
  showCut: '显示剪去的内容',
  wordsBefore: (count) => `之前剪去 ${format.words(count)}`,
  wordsKept: (count) => `保留 ${format.words(count)}`,
  wordsAfter: (count) => `之后剪去 ${format.words(count)}`,
};

export const repairs: typeof en.repairs = {
  nothingRepaired: '没有：模型结束了思考，并把每个段落写了一次。',
  notOver: '目前没有；窗口尚未完成。',
  missing: '回答中遗漏：{passages}。它们按原先的顺序排在其他段落之后。',
  duplicate: '不止一次提到：{passages}。以第一次的位置为准。',
  unknown: (written) => `提到了但不在这个窗口中：${written}。已舍去。`,
  unfinished: ({ settled, of }) => `回答在 ${format.places(of)}中的第 ${format.number(settled)} 个之后中断，其余保持原先的顺序。`,
  forced: (tokens) => `思考达到 ${format.tokens(tokens)}的上限，被强制结束。`,
  skipped: '因为您要求回答，思考已结束。',
  openThought: '思考一直没有结束，因此没有从中取得顺序。',
  notSkipped: {
    over: '您要求跳过思考时，思考已经结束。',
    'free-mode': '您要求跳过思考；自由回答中没有办法结束它。',
  },
};
