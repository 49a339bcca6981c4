import type * as en from '../en/model.ts';
import { fitsIn } from '../phrases.ts';
import { dateTime, format } from './format.ts';

export const modelChoice: typeof en.modelChoice = {
  legend: '模型',
  embedded: '随本页提供',
  lastUsed: (iso) => `上次使用：${dateTime(iso)}`,
  notUsed: '尚未使用',
  licenceUnknown: '未说明许可证',
  lacks: (features) => `无法在此运行：它需要 ${features}，而此图形处理器不提供。`,
  damaged: '它有文件损坏或缺失。“更多模型”可以检查并修复。',
  unreadable: (id) => `无法读取 ${id} 的记录。“更多模型”可以将其移除。`,
  more: '更多模型…',
  moreAbout: '打开下载、检查和删除模型的页面。它看不到您的查询，也看不到您的段落。',
  stored: (bytes) => `${format.bytes(bytes)}，存于本浏览器`,
  loadFirst: (bytes) => `先加载模型：从本浏览器的存储中读取 ${format.bytes(bytes)}。`,
  gone: ({ id, instead }) => `本浏览器中没有存储模型 ${id}，已改选 ${instead}。`,
  openGguf: '打开 .gguf 文件…',
  openGgufAbout: '或拖放到本页：llama.cpp 能运行的任何模型。它会复制到此浏览器的存储中，不会发往别处。',
  prompt: '提示词',
};

export const asked: typeof en.asked = {
  title: '为此模型选定',
  reasons: {
    trained: (prompt) => `${prompt}：模型就是用这个提示词训练的。`,
    thinks: (prompt) => `${prompt}：这里对会思考的模型最好的通用提示词。`,
    direct: (prompt) => `${prompt}：这里对不思考的模型最好的通用提示词。`,
  },
  temperature: (value) => `温度 ${format.fixed(value, 1)}，按其推荐值。`,
  fit: fitsIn(format, {
    whole: (most, context) => `一次完整调用最多约占 ${most}，模型的上下文为 ${context}。`,
    cut: (parts, context) => `为使一次调用放进 ${context} 的上下文：${parts}。`,
    passages: (words) => `每个段落最多 ${words}`,
    window: (passages) => `每次 ${passages}`,
    thought: (tokens) => `思考最多 ${tokens}`,
    none: (context) => `它的上下文只有 ${context}，放不下这个提示词。`,
  }),
};

export const processor: typeof en.processor = {
  fact: (threads) => (threads === 1 ? '无；处理器，一个线程' : `无；处理器，${format.number(threads)} 个线程`),
  on: (threads) => (threads === 1 ? '运行于处理器，一个线程' : `运行于处理器，${format.number(threads)} 个线程`),
  title: '模型在处理器上运行。',
  about: '未使用图形处理器。一切可用，只是较慢。',
  alone: ({ cores }) =>
    `只用 ${format.number(cores)} 个核心中的一个计算，因为本站未与其他站点隔离。站点的运营者可以用两个响应头改变这一点。`,
  speed: ({ read, write }) => `加载时测得：每秒读取 ${format.rate(read)} 个词元，写出 ${format.rate(write)} 个词元。`,
  list: (span) => `处理此列表最多需要${span}。`,
  rounded: ({ scales, of }) => `其权重的 ${format.number(of)} 个比例中有 ${format.number(scales)} 个须为此取整。`,
  timed: {
    title: '在此测得',
    engines: { gpu: '图形处理器', processor: '处理器' },
    line: ({ engine, read, write, seconds }) =>
      `${engine}：每秒读取 ${format.rate(read)} 个词元，写出 ${format.rate(write)} 个词元，通常一个窗口${format.roughly(1000 * seconds)}`,
    why: { measured: '模型由较快者运行。', 'measured-earlier': '上次访问时测得；模型由较快者运行。' },
  },
  wanted: {
    legend: '运行于',
    names: {
      automatic: '此处较快的一个',
      gpu: '仅图形处理器',
      processor: '处理器',
    },
  },
};
