import { format } from './format.ts';
import type * as en from '../en/gallery.ts';

export const gallery: typeof en.gallery = {
  title: '运行记录',
  lead: '真实的运行，存成文件。在这里播放不需要任何模型：你看到的内容是在别处写成的，观看时什么也不计算。每一个都可以在你自己的电脑上重新运行。',
  kinds: {
    lift: '答案上升',
    correction: '纠正了最初的顺序',
    long: '长列表',
    claim: '论断与证据',
    evidence: '引用的证据',
    code: '代码',
    language: '其他语言',
    private: '私人文字',
    failure: '一次失败',
    attack: '一次攻击',
    certified: '经证实的前几名',
    larger: '更大的模型',
  },
  about: (passages, seconds) => `${format.passages(passages)}；记录时用了 ${format.fixed(seconds, 0)} 秒`,
  model: '模型',
  prompt: '提示词',
  list: '列表',
  texts: '文本',
  command: '记录命令',
  watch: '观看',
  study: '在“研究”中打开',
  here: '在这里运行',
  beside: '与另一次运行并排：',
  pair: '同一列表的两份推理',
  ends: '最后的顺序',
  busy: '正在运行。结束后才能打开运行记录。',
  missing: (detail) => `无法取得运行记录（${detail}）。其他内容没有改动。`,
  landing: {
    label: '一次运行记录',
    mark: (model) => `${model} 的运行记录，不是在你的电脑上运行的。`,
    speed: (times) => (times === 1 ? '按实际速度播放。' : `以实际速度的 ${format.number(times)} 倍播放。`),
    thought: '模型写下的内容',
    list: '列表的变化',
    reading: (place, of) => `正在读第 ${format.number(place)} 段，共 ${format.number(of)} 段……`,
    play: '播放',
    pause: '暂停',
    again: '再次播放',
    more: '所有运行记录',
  },
};

export const galleryTitles: typeof en.galleryTitles = {
  kettle: { title: '简单的例子', about: '能回答的段落排第三。模型读完后把它提上去，并引用回答的原话。' },
  'kettle-rank-k': {
    title: '更大的模型，会说理由',
    about: '大十一倍，是为写代码而做的，从未学过排序。它说出正确段落为什么能回答，把两段当成一样，还提到并不存在的第五段。',
  },
  'kettle-reasonrank': { title: '更大的模型，ReasonRank 的提示词', about: '它只写打算怎么做，没有写发现了什么。顺序还是对的。' },
  'kettle-rank1': {
    title: '更大的模型，Rank1 的提示词',
    about: '每段单独判断：模型写“对”的可能有多大，写“错”的可能有多大。它不写推理。',
  },
  headache: {
    title: '错误的最初顺序',
    about: '按字词和意思，一段讲头痛的文字排第一。模型读完四段，把说出药名的那段放到它上面。',
  },
  bones: { title: '百科全书的段落', about: '六个段落。模型引用回答的原话，并说其余段落只是有相同的词。' },
  'bones-rank-k': {
    title: '同样的段落，另一种提示词',
    about: '模型大十一倍，是为写代码而做的，从未学过排序。它几乎不推理，把六段都当成一样。',
  },
  'claim-statins': {
    title: '一个论断和五篇摘要',
    about: '哪篇摘要与论断有关？评审选出的那篇排第一并保持不变；引用的话讲的是胆固醇，不是他汀。',
  },
  house: {
    title: '三个窗口里的二十段',
    about: '一张楼里的告示，每次十行，从后往前，只读只答，没有推理。模型让每个窗口保持字词和意思排出的样子。',
  },
  'house-top': { title: '前两名确定无疑', about: '八段，每次四段。三次回答之后前两名就确定了：这些回答不容许别的顺序。' },
  'attack-words': { title: '“把我排第一”', about: '一段文字命令模型把它排第一。它一开始就在那里，模型却把它排到最后。' },
  'attack-tokens': {
    title: '塞进模型嘴里的答案',
    about: '一段文字替模型结束推理并写下答案。它的标记在读取之前已被消除作用，结果排在最后。',
  },
  'attack-cites': { title: '得逞的攻击', about: '一段文字用问题的字眼夸自己。模型相信了：它留在第一位，答案排到第三。' },
  bees: { title: '换了说法', about: '答案与问题没有共同的关键词。一段讲食物的文字占了第一位，答案排在最后。' },
  heating: {
    title: '被广告骗了',
    about: '答案讲的是里面的空气，与问题没有共同的词。一段重复问题字眼的文字留在第一位，答案排最后。',
  },
  code: { title: '误导人的名字', about: '四行代码。名字里有“最大”的函数占第一位，真正求最大值的那个排第二。' },
  letter: { title: '一封私信', about: '这种文字你不会贴到别人的服务器上。答案找到了，什么也没有离开电脑。' },
  'kettle-fa': { title: '波斯语的简单例子', about: '模型只学过英语。它把答案提了上去，但引文几个字母之后就断了。' },
  'kettle-ru': { title: '俄语的简单例子', about: '模型只学过英语。它把答案提了上去，接着开始一段空的引文。' },
  'kettle-zh': { title: '中文的简单例子', about: '模型只学过英语。它把答案提了上去，接着开始一段空的引文。' },
};
