import { format } from './format.ts';
import type * as en from '../en/timeline.ts';

export const timeline: typeof en.timeline = {
  title: '时间线',
  time: '时间',
  phases: { reading: '阅读', thinking: '思考', answering: '回答', settled: '已确定' },
  begins: '运行开始',
  between: '两个窗口之间',
  ends: { complete: '运行完成', cancelled: '运行已停止', failed: '运行失败' },
  inWindow: ({ number, total, phase, passage }) =>
    `第 ${format.number(number)} 个窗口，共 ${format.number(total)} 个，${timeline.phases[phase]}${
      passage === null ? '' : `第 ${format.number(passage.place)} 段，共 ${format.number(passage.of)} 段`
    }`,
  moment: ({ what, atMs }) => `${what}，${format.clock(atMs)}`,
  clock: ({ atMs, totalMs }) => `${format.clock(atMs)} / ${format.clock(totalMs)}`,
  live: '实时',
  toEnd: '到末尾',
  behind: '显示的是较早的时刻，运行仍在继续。',
  play: '播放',
  pause: '暂停',
  previous: '上一个窗口',
  next: '下一个窗口',
  speed: '速度',
  times: (speed) => `${format.number(speed)}×`,
  read: '读完一段',
  tentative: '暂定顺序改变',
  committed: '确定了新顺序',
  figures: '各窗口数据',
  window: '窗口',
  places: '位置',
  changes: '顺序变化',
  span: ({ first, last }) => `${format.number(first)}–${format.number(last)}`,
  forced: '由格式决定',
  forcedOf: ({ forced, written }) => `${format.number(written)} 个中的 ${format.number(forced)} 个`,
  tokens: ({ tokens, from }) => `${from === 'pieces' ? '至少 ' : from === 'shared' ? '约 ' : ''}${format.tokens(tokens)}`,
  number: format.number,
  seconds: format.seconds,
};

export const charts: typeof en.charts = {
  bumps: '各窗口后的名次',
  bumpsHint: '每条线是一个段落。圆点表示前一个窗口的提示词中有它。',
  slopes: '从初排到最终顺序',
  slopesHint: '每条线是一个段落，从起始位置到已确定的位置。',
  tooEarly: '第一个窗口结束后图表才开始。',
  firstStage: '初排',
  now: '目前已确定',
  final: '最终',
  window: (window) => `窗口 ${format.number(window)}`,
  shortWindow: format.number,
  keys: '方向键在线条间移动；回车键在列表中显示该段落。',
  asTable: '以表格显示',
  passage: '段落',
  move: '移动',
  rank: format.number,
  moved: (places) =>
    places === 0 ? '不变' : places > 0 ? `▲ 上升 ${format.number(places)}` : `▼ 下降 ${format.number(-places)}`,
  line: ({ name, from, to }) => `${name}：从第 ${format.number(from)} 位到第 ${format.number(to)} 位`,
  onlyFirst: (shown, all) => `只画出 ${format.number(all)} 个段落中的前 ${format.number(shown)} 个。`,
  beyond: (limit) => `${format.number(limit)} 名之后的位置都画在最下面一条线上。`,
  inPrompt: '在提示词中',
};
