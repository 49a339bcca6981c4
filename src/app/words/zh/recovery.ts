import type * as en from '../en/recovery.ts';
import { format } from './format.ts';

const CAUSES: Readonly<Record<string, string>> = {
  'page-left': '页面被关闭或崩溃',
  'gpu-lost': '图形处理器丢失',
  'out-of-memory': '显存用尽',
  'worker-lost': '引擎不再应答',
};

export const recovery: typeof en.recovery = {
  label: '被中断的运行',
  failed: ({ done, total }) =>
    total === null
      ? `这次运行已有 ${format.windows(done)}完成并保留。`
      : `这次运行的 ${format.windows(total)}中，已有 ${format.number(done)} 个完成并保留。`,
  lost: (query) => (query === '' ? '离开页面时有一次运行正在进行。' : `离开页面时有一次运行正在进行：${query}`),
  done: ({ done, total }) =>
    total === null
      ? `已完成 ${format.windows(done)}。目前的顺序：`
      : `${format.windows(total)}中已完成 ${format.number(done)} 个。目前的顺序：`,
  nothingDone: '它没有任何窗口完成，只能重新开始。',
  unreadable: '这个版本的页面无法读取为它保留的内容。只能重新开始。',
  cut: '为它保留的内容从某处起已损坏；只使用那之前的部分。',
  goOn: ({ window, total }) =>
    total === null
      ? `从第 ${format.number(window)} 个窗口继续`
      : `从第 ${format.number(window)} 个窗口继续（共 ${format.number(total)} 个）`,
  loadsFirst: '会先加载模型。已完成的窗口不再计算。',
  goesOn: '已完成的窗口不再计算。',
  rankAgain: '重新排序',
  show: '显示它到了哪里',
  letGo: '放弃它',
  unkept: ({ code }) =>
    code === 'quota'
      ? '没有空间继续保留这次运行：如果页面崩溃，从这里起的窗口会丢失。'
      : '这次运行进行时无法保留：如果页面崩溃，从这里起的窗口会丢失。',
  crashed: {
    load: ({ model, times }) =>
      `页面在加载 ${model} 时连续崩溃了 ${format.number(times)} 次。不会自动加载任何东西：这台机器对它来说可能太小。`,
    run: ({ model, times }) =>
      `页面在用 ${model} 运行的第一个窗口中连续崩溃了 ${format.number(times)} 次。不会自动运行任何东西：这台机器对它来说可能太小。`,
  },
  smaller: (model) => `改用更小的 ${model}`,
  processor: '改用处理器而不是图形处理器',
  smallerWindow: (size) => `每次只给它看 ${format.passages(size)}`,
  instantOnly: '只用即时顺序排序',
};

export const resumed: typeof en.resumed = {
  note: ({ after, reason, engine }) =>
    `在第 ${format.number(after)} 个窗口之后被中断（${CAUSES[reason] ?? '出错'}），随后从第 ${format.number(after + 1)} 个窗口继续，该窗口重新书写${engine === null ? '' : `，改在 ${engine} 上`}。`,
};
