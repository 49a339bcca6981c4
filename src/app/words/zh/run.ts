import { counted, format } from './format.ts';
import { ofBounds, range, timeOf } from '../phrases.ts';
import { firstStageIn, libraryIn, outcomeIn, statusIn } from '../sentences.ts';
import type * as en from '../en/run.ts';

export const run: typeof en.run = {
  label: '运行',
  rank: '排序',
  stop: '停止',
  stopping: '正在停止…',
  skip: '跳过思考',
  skipAsked: '已请求结束思考…',
  skipResults: {
    closing: '思考已结束，接下来是回答。',
    over: '思考当时已经结束。',
    'free-mode': '自由回答没有可以结束思考的引导。“停止”会结束运行。',
  },
  waiting: '正在等待即时顺序…',
  loading: '正在加载模型…',
  ready: '准备就绪。',
  instantOnly: '无需再做什么：列表已按即时顺序排好，不用模型阅读。',
  barred: '推理模型无法在此运行；列表显示的是即时顺序。',
  unreadable: '还读不出段落，请看标出的行。',
  lacks: {
    query: '请写下查询。',
    passages: '请添加段落。',
    'second-passage': '请再添加一个段落：只有一个时无需排序。',
  },
  loadFirst: '先加载模型。',
  loadFirstBytes: (bytes) => `先加载模型：从本站下载 ${format.bytes(bytes)} 文件，仅此一次。`,
  stopAsked: ({ done, total }) =>
    done === 0
      ? '正在停止；还没有窗口完成，因此保留起始顺序。'
      : `正在停止；共 ${format.windows(total)}，已完成的 ${format.number(done)} 个会保留。`,
  engineReplaced: '图形处理器正在处理提示词，无法中断：引擎已更换，正从缓存重新加载模型。',
  kept: ({ done, total, spans }) =>
    `已保留：第 ${format.list(spans)} 位，来自 ${format.windows(total)}中的 ${format.number(done)} 个。窗口没有到达的位置保持起始顺序。`,
  keptNothing: '没有窗口完成，因此列表保持起始顺序。',
  now: '当前',
  preparing: '正在准备',
  readingPrompt: (tokens) => `正在读完提示词，${format.tokens(tokens)}`,
  readingPassage: ({ place, of }) => `正在阅读第 ${format.number(place)} 段，共 ${format.number(of)} 段`,
  readingLeft: (ms) => `还需${format.roughly(ms)}`,
  thinking: '正在思考',
  answering: '正在回答',
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
  windows: '窗口',
  ofWindows: ({ done, total }) => `${format.number(done)} / ${format.number(total)}`,
  elapsed: '已用',
  took: '用时',
  rate: '词元/秒',
  rateGuessed: '按文字长度估算；一个窗口完成后即为准确值',
  rateCounted: '由引擎在最近一个窗口中统计',
  left: '剩余时间',
  timeLeft: (ms) => `还剩${format.roughly(ms)}`,
  budgetPerRun: (ms) => `与上次一样长的列表，全部思考最多${format.roughly(ms)}。`,
};

export const load: typeof en.load = {
  title: '正在加载模型',
  thenRun: '准备好后会自动开始排序。',
  cancel: '取消加载',
  fetching: '正在获取并校验文件',
  checked: '文件已校验',
  bytesOf: ({ loaded, total }) => `${format.bytes(loaded)} / ${format.bytes(total)}`,
  bytesLabel: '模型字节数',
  sources: ({ network, cache }) => `${format.bytes(network)} 来自网络，${format.bytes(cache)} 来自此浏览器的缓存`,
  compiling: '正在编译着色器并写入显存',
  engineLabel: '引擎启动',
  measuring: '这个模型有多个库适合此图形处理器。哪个最快只测量一次，约两秒，并会记住。',
  filesDone: ({ done, total }) => `已完成 ${format.number(done)} / ${format.files(total)}`,
  file: '文件',
  bytes: '大小',
  from: '来源',
  source: { network: '网络', cache: '缓存' },
  replaced: '网络（已替换损坏的副本）',
};

export const settings: typeof en.settings = {
  title: '设置',
  changed: '已更改',
  fields: {
    windowSize: { label: '窗口', hint: '模型一次看到的段落数；更长的列表从末尾向开头阅读' },
    windowStride: { label: '步长', hint: '每个后续窗口向前移动的位数' },
    thoughtTokens: {
      label: '思考预算',
      hint: (ms) => `每个窗口最多的词元数${ms === null ? '' : `，按此处实测${format.roughly(ms)}`}；0 表示直接回答`,
    },
    passageWords: { label: '每段词数', hint: '较长的段落只保留最接近查询的部分' },
    priorWeight: {
      label: '对初排的信任',
      hint: '模型不确定时初排分数的影响力；0 表示顺序全由模型决定，自由回答不受其影响',
    },
    readingWeight: {
      label: '阅读的权重',
      hint: '模型在每段末尾读出的分数的权重；即时顺序的权重为 1',
    },
    temperature: { label: '温度', hint: '0 表示总取最可能的词元；从 0 到 2' },
    rerankDepth: { label: '模型阅读', hint: '最多从顶部起这么多段；其余保持原位' },
    seed: { label: '随机种子', hint: '决定一切随机选择' },
  },
  choices: {
    reading: {
      label: '阅读分数',
      words: {
        list: { name: '一次读完', hint: '整个列表读一遍；每段的分数知道它前面的段落' },
        apart: { name: '逐段单独', hint: '每段单独阅读，因此列表的顺序不起作用；如果之后还要生成文字，阅读时间加倍' },
        off: { name: '关闭', hint: '不读取分数' },
      },
    },
  },
  answer: '回答',
  modes: {
    locked: { name: '锁定', hint: '只给完整顺序，引文是从所引段落原样复制的完整句子' },
    constrained: { name: '受限', hint: '只给完整顺序；引文可能是编造的，会被核对' },
    free: { name: '自由', hint: '模型自己的文字，读取后再修复' },
    'first-token': { name: '首个词元', hint: '不写任何内容：按每个段落被首先提到的可能性排序' },
    reading: { name: '只读', hint: '不写任何内容：按段落末尾读出的分数与即时顺序一起排序' },
  },
  reset: '恢复模型默认值',
  unfit: ({ whole, min, max, kept }) =>
    `请输入 ${format.number(min)} 到 ${format.number(max)} 的${whole ? '整数' : '数'}；在此之前保持 ${format.number(kept)}。`,
};

export const forecast: typeof en.forecast = {
  title: '预测',
  calls: ofBounds(format, counted({ other: '# 次调用' })),
  promptTokens: ofBounds(format, counted({ other: '读取 # 个词元' })),
  outputTokens: (most) => `最多写 ${format.number(most)} 个`,
  time: timeOf(format, (least, most) => `按此处实测为${least}到${most}`),
  tokensLater: '载入模型后可知词元数',
  timeLater: '在此运行一次后可知时间',
  needsList: '加入段落即可看到运行的代价。',
  ranWith: ({ prompt, strategy }) => `提示词：“${prompt}”。策略：${strategy}。`,
  cost: '运行代价',
  figures: { calls: '调用次数', promptTokens: '读取词元', outputTokens: '写出词元' },
  predicted: '预测',
  spent: '实际',
  verdict: '比较',
  verdicts: { within: '与预测相符', below: '少于预测', above: '多于预测', unfinished: '在此之前中断', unpredicted: '未预测' },
  outside: '运行超出了预测。',
  asPredicted: '运行未超出预测。',
  bounds: (bounds) => range(format, bounds),
  callsSoFar: ({ done, of }) => `${format.number(done)} / ${range(format, of)}`,
};

export const library: typeof en.library = libraryIn(format, {
  only: '唯一适合此图形处理器的库',
  asked: '由页面地址指定',
  fastest: (count) => `${count} 个中最快`,
  onlyWorking: '唯一可用的库',
  now: '本次加载时测得',
  earlier: '此前在此图形处理器上测得',
  comma: '，',
  speeds: (reads, writes) => `每秒读 ${reads} 个、写 ${writes} 个词元`,
  right: '输出符合预期',
  unchecked: '输出未核对',
  wrong: '不使用，其输出在此处有误',
  failed: '不使用，运行失败',
  starting: (library) => `正在启动 ${library}`,
  measuring: (library) => `正在测量 ${library}`,
  counter: (place, count) => `（第 ${place} 个，共 ${count} 个）…`,
  note: (note) => `（${note}）`,
});

const shownOrder = (method: string | null): string => (method === null ? '当前为原始顺序' : `当前为即时排序（${method}）`);

export const firstStage: typeof en.firstStage = firstStageIn(format, {
  asGiven: '原始顺序',
  ownScores: '给定分数',
  alone: (words) => `仅 ${words}`,
  inTime: (passages, time) => `${passages}，用时 ${time}`,
  onGpu: '在图形处理器上',
  onCpu: '在中央处理器上',
  encoderNext: '接下来加载按含义阅读的 MiniLM。',
  encoderStarting: '按含义阅读的 MiniLM 正在启动。',
  encoderLoading: '按含义阅读的 MiniLM 正在加载。',
  encoderBytes: (loaded, total) => `按含义阅读的 MiniLM 正在加载：${loaded}，共 ${total}。`,
  encoderFailed: () => 'MiniLM 无法使用，因此仅按词语排序。',
  factFailed: 'MiniLM 无法使用；仅按词语（BM25）',
  factLoading: 'MiniLM 加载中',
  factGpu: (time) => `MiniLM 在图形处理器上，${time}后就绪`,
  factCpu: (workers, time) => `MiniLM 在中央处理器上，${workers}，${time}后就绪`,
  noWebGpu: (method) => `这里没有 WebGPU：${shownOrder(method)}；推理模型需要 WebGPU。`,
  tooSmall: (method) => `此图形处理器太小：${shownOrder(method)}；推理模型需要更大的图形处理器。`,
  cut: counted({ other: 'MiniLM 每段最多读 256 个词片：有 # 个段落的结尾未按含义阅读。' }),
  late: (start) => `即时排序在 10 秒后仍未就绪：本次运行从${start}开始。`,
  lateGiven: '即时排序在 10 秒后仍未就绪：本次运行从原始顺序开始。',
  startedAsGiven: '从原始顺序开始',
  started: (start) => `从即时排序开始（${start}）`,
  status: (method, first) => `即时排序（${method}）。第一位：${first}`,
});

export const outcome: typeof en.outcome = outcomeIn(format, {
  tags: { complete: '完整', repaired: '已修复', truncated: '被截断', unparsed: '无顺序' },
  complete: (passages) => `全部 ${passages}都已排序。`,
  missing: (identifiers) => `漏掉了 ${identifiers}`,
  duplicate: (identifiers) => `重复了 ${identifiers}`,
  unknown: (identifiers) => `提到了本窗口没有的 ${identifiers}`,
  answer: (deeds) => `回答${deeds}。`,
  missingRule: '漏掉的段落按原先顺序排在其余段落之后。',
  truncated: (places) => `排出 ${places}后词元预算用尽。其余段落保持原先顺序。`,
  unparsed: (reason) => `没有读到顺序（${reason}）。该窗口保持原有顺序。`,
  reasons: {
    'the answer is neither of the two words': '答案不是这两个词中的任何一个',
    'no readable JSON object': '没有可读的 JSON 对象',
    'the answer is no list in the system’s own form': '答案不是该系统自身格式的列表',
    'no line holds the word Document': '没有一行含有 Document 一词',
    'a digit that is no integer': '有一个数字不是整数',
    'a piece of the list is no number': '列表中有一项不是数字',
    'the thought was not finished': '思考没有结束',
    'the model wrote no answer': '模型没有写出回答',
    'the answer names no passage': '回答没有提到任何段落',
  },
  thoughtEnds: {
    closed: '思考自行结束。',
    settled: '思考中的顺序已稳定，因此提前结束；答案在其后给出。',
    skipped: '因为您要求直接回答，思考被关闭；随后给出回答。',
    open: '思考一直没有关闭，因此没有从中取得顺序。',
    none: '没有写出思考。',
  },
  forced: (tokens) => `思考达到 ${tokens}的预算后被强制关闭；随后给出回答。`,
  runs: {
    done: '完成',
    stoppedAtOnce: '在完成任何窗口之前已停止：保持初排顺序',
    failedAtOnce: '在完成任何窗口之前失败：保持初排顺序',
  },
  stopped: (done, windows) => `已停止：${windows}中 ${done} 个已确定`,
  failed: (done, windows) => `失败：此前 ${windows}中 ${done} 个已确定`,
});

export const status: typeof en.status = statusIn(format, {
  between: '',
  window: ({ done, total, moved }) => `第 ${done} 个窗口（共 ${total} 个）完成：${moved}。`,
  moved: (from, to) => `原第 ${from} 位的段落现在排第 ${to} 位`,
  nothingMoved: '没有段落上升',
  ends: { complete: '排序完成。', cancelled: '排序已停止。', failed: '排序失败。' },
  kept: (done, total) => `保留了 ${total} 个窗口中的 ${done} 个。`,
  first: (start) => `第一位：${start}`,
});
