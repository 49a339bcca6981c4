import { counted, format } from './format.ts';
import type * as en from '../en/limits.ts';

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
