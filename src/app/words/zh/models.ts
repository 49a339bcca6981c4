import { dateTime, format } from './format.ts';
import type * as en from '../en/models.ts';

const figure = (value: number): string => format.fixed(value, 3);

export const page: typeof en.page = {
  title: '模型',
  documentTitle: 'Glassrank：模型',
  back: '返回工作台',
  reach: '从别处获取模型',
  reachMore: [
    'Glassrank 中只有本页会向其他地址请求文件，而且只为您要求获取的模型。它从不接触您的查询和段落。',
    '之后工作台读取已存储的文件，只访问它自己的地址。',
  ],
  drop: '把模型文件夹放到这里',
};

export const machine: typeof en.machine = {
  title: '这台机器',
  asking: '正在请求图形处理器…',
  software: '图形代码在普通处理器上运行',
  shaders16: '支持 16 位着色器',
  noShaders16: '不支持 16 位着色器',
  buffers: (bytes) => `缓冲区最大 ${format.bytes(bytes)}`,
  memoryUnknown: '显存：浏览器不告知',
  memoryHeld: (bytes) => `已试过，显存至少 ${format.bytes(bytes)}`,
  memoryAll: (bytes) => `已试过，显存约 ${format.bytes(bytes)}`,
  measure: (bytes) => `试用 ${format.bytes(bytes)} 显存`,
  measuring: ({ held, needed }) => `正在试用显存：已占用 ${format.bytes(held)}，共 ${format.bytes(needed)}`,
  measuringLabel: '已占用的显存',
};

export const recommend: typeof en.recommend = {
  title: '推荐给这台机器',
  use: '用它排序',
  useInstant: '打开工作台',
  instant: '不用模型：即时排序',
  instantWhy: '浏览器没有提供合适的图形处理器，这里无法运行任何模型。工作台仍会立即按词语和含义为列表排序。',
  processor:
    '这里没有可用的图形处理器。随本页提供的模型改在处理器上运行，用的是同样的文件；更大的模型仅一个窗口就要思考许多分钟。',
  software:
    '这里的图形代码在普通处理器上运行，较大的模型思考一个窗口就要许多分钟。随页面提供的模型足够小：四个短段落约需半分钟。',
  small: ({ best, first }) =>
    best === null
      ? '能明显改善初始顺序的模型至少有四十亿参数，这里放不下。这个模型专为排序训练，随页面提供。'
      : `这里放得下的模型几乎没有增益：公开测试中 ${best.name} 为 ${figure(best.figure)}，而它所依据的初始顺序为 ${figure(first)}。这个模型专为排序训练，会给出依据，随页面提供。`,
  short: ({ name, why }) => `${name} 是值得使用的最小模型：${why}`,
  better: ({ figure: own, first }) =>
    `公开测试中，它未经此任务训练，就把 nDCG@10 从 ${figure(first)}（所给的顺序）提高到 ${figure(own)}。`,
  smaller: ({ names }) => `更小的做不到：${format.list(names.map(({ name, figure: own }) => `${name} ${figure(own)}`))}。`,
  source: '取 SPLADE++ ED 的前一百条，TREC Deep Learning 2019–2023，出自 first_qwen3_0.6b 的模型卡',
  unmeasured: (bytes) => `它需要 ${format.bytes(bytes)} 显存。浏览器不告知显存大小，因此在获取之前先试用。`,
  measured: (bytes) => `已试用 ${format.bytes(bytes)} 显存，足够。`,
  tryAndFetch: (bytes) => (bytes === null ? '先试显存再获取' : `先试显存，再获取 ${format.bytes(bytes)}`),
  fetch: (bytes) => (bytes === null ? '获取' : `获取 ${format.bytes(bytes)}`),
};

export const facts: typeof en.facts = {
  thinks: '会思考',
  direct: '直接回答',
  thinksAbout: '先写出推理，再给出顺序',
  directAbout: '立即写出顺序；通用提示不要求推理',
  trained: '为排序训练',
  licences: { open: '开放许可', terms: '自有条款', research: '仅限研究' },
  licenceUnknown: '许可：见其页面',
  toFetch: (bytes) => `需获取约 ${format.bytes(bytes)}`,
  toFetchUnknown: '大小在请求时告知',
  memory: ({ bytes, tokens }) => `上下文 ${format.tokens(tokens)}时需 ${format.bytes(bytes)} 显存`,
  windows: ({ passages, thought }) =>
    `每个窗口 ${format.passages(passages)}${thought > 0 ? `，思考最多 ${format.tokens(thought)}` : ''}`,
  windowsCut: '为放入此上下文，比其提示的设定更短',
  figure: (value) => `nDCG@10 ${figure(value)}`,
  figureAbout: '公开数据，未经排序训练',
  context: (tokens) => `上下文 ${format.tokens(tokens)}`,
  page: '它在 Hugging Face 上的页面',
};

export const fits: typeof en.fits = {
  measured: '放得下：显存已试过',
  unmeasured: '按限制放得下；获取之前先试显存。',
  slow: '它们在这里由普通处理器运行：每个窗口需数分钟。',
  why: (why) => {
    switch (why.code) {
      case 'no-gpu':
        return '这里没有图形处理器。';
      case 'feature':
        return `它需要 ${why.feature}，而此图形处理器不提供。`;
      case 'buffer':
        return `它需要 ${format.bytes(why.needed)} 的缓冲区；此图形处理器只给引擎 ${format.bytes(why.offered)}。`;
      case 'memory':
        return `它需要 ${format.bytes(why.needed)} 显存；只占用到 ${format.bytes(why.measured)}。`;
    }
  },
  nearest: (name) => `放得下的最接近者：${name}。`,
};

export const shelf: typeof en.shelf = {
  title: '在此浏览器中',
  reading: '正在读取已存储的内容…',
  none: '除随页面提供的模型外，尚未存储任何模型。',
  builtIn: '随页面提供',
  use: '用它排序',
  added: (iso) => `存储于 ${dateTime(iso)}`,
  lastUsed: (iso) => (iso === null ? '尚未使用' : `上次使用 ${dateTime(iso)}`),
  from: (host) => `来自 ${host}`,
  fromFolder: (name) => `来自文件夹 ${name}`,
  fromFile: (name) => `来自文件 ${name}`,
  notWhole: '不完整：有文件损坏或缺失，因此不使用。',
  unreadable: (id) => `${id}：其记录无法读取`,
  unreadableNext: '请删除后重新获取。',
  check: '检查并修复',
  checkedWhole: '已检查：所有文件与存储时相同。',
  checkedDamaged: (files) => `${format.files(files.length)}损坏：${files.join('、')}。`,
  repaired: '已重新获取，全部完好。',
  remove: '删除',
  removeSure: ({ name, bytes }) => `删除 ${name}（${format.bytes(bytes)}）？再次使用时需要重新获取。`,
  removeYes: '删除',
  removeNo: '保留',
  begun: (bytes) => `已开始：已有 ${format.bytes(bytes)}`,
  begunFolder: '请再次打开其文件夹以继续。',
  goOn: '继续',
  hashes: '文件与校验和',
  file: '文件',
  bytes: '字节',
  checkedBy: { manifest: '由其清单告知', hub: '由模型库告知', 'first-use': '以首次获取为准，此后固定' },
};

export const storage: typeof en.storage = {
  used: ({ used, free }) => `本站已存储 ${format.bytes(used)}；约还可存 ${format.bytes(free)}。`,
  free: (free) => `此浏览器给本站的存储约可容纳 ${format.bytes(free)}。`,
  unknown: '此浏览器不告知还有多少空间。',
  persisted: '浏览器会一直保留，直到您删除。',
  notPersisted: '磁盘空间不足时，浏览器可能会清除它。',
  ask: '请浏览器保留',
};

export const job: typeof en.job = {
  kinds: { install: '正在获取', check: '正在检查', repair: '正在修复' },
  label: (name) => `${name} 的进度`,
  planning: '正在询问需要获取什么…',
  waiting: '另一个标签页正在处理此模型。它完成后这里继续。',
  starting: '正在查看已有的内容…',
  bytesOf: ({ loaded, total }) => `${format.bytes(loaded)}，共 ${format.bytes(total)}`,
  rate: (bytes) => `${format.bytes(bytes)}/秒`,
  left: (seconds) => `还需${format.roughly(seconds * 1000)}`,
  file: ({ name, done, files }) => `${name}（已完成 ${format.number(done)}，共 ${format.files(files)}）`,
  filesDone: ({ done, files }) => `已完成 ${format.number(done)}，共 ${format.files(files)}`,
  pause: '暂停',
  paused: '已暂停。收到的部分已保留。',
  goOn: '继续',
  dismiss: '关闭',
  misfit: (why) => `没有获取。${why}`,
  anyway: '仍要获取',
  cancel: '取消',
  notices: '途中发生的事',
  notice: (event) => {
    switch (event.type) {
      case 'waiting':
        return '等待过另一个标签页。';
      case 'file-restart':
        return `${event.file} 从头开始：${RESTARTS[event.reason]}。`;
      case 'file-retry':
        return `${event.file} 中断${event.status === null ? '' : `（${event.status}）`}；${format.seconds(event.waitMs)}后再次请求。`;
      case 'file-end':
        return event.note === 'repaired' ? `${event.file} 曾损坏，已重新获取。` : null;
      default:
        return null;
    }
  },
  stored: (name) => `${name} 已存储。`,
};

const RESTARTS = {
  'no-ranges': '该主机只整份提供文件',
  changed: '该主机上的文件已改变',
  unsure: '没有迹象表明它仍是同一文件',
  hash: '校验和不符',
};

export const catalogue: typeof en.catalogue = {
  title: '可获取',
  intro: 'WebLLM 有对应库且适合重排的模型，从小到大。它们来自 Hugging Face。',
  context: '上下文',
  contextHint: '提示、段落和思考共用的空间；显存按此计算',
  contextOption: (tokens) => format.tokens(tokens),
  fitting: (count) => `放得下的模型：${format.number(count)} 个`,
  slow: (count) => `能在这里运行但很慢的模型：${format.number(count)} 个`,
  unfit: (count) => `放不下的模型及原因：${format.number(count)} 个`,
  fetch: '获取',
  stored: '已存储',
  underWay: '正在进行，见上方',
};

export const own: typeof en.own = {
  title: '您自己的模型',
  intro:
    '任何为 WebLLM 编译的模型：含有 mlc-chat-config.json、权重和 .wasm 库的文件夹。docs/MODELS.md 说明如何制作 ReasonRank、Rank1、RankZephyr 等模型。',
  folder: '打开文件夹',
  folderHint: '或把它拖到本页任意处。它只被复制到此浏览器的存储中，不会去往别处。',
  address: '地址',
  addressHint: 'Hugging Face 上的页面，或任何允许本页读取的服务器上的文件夹。',
  fetch: '获取',
};

export * as gguf from './gguf.ts';
