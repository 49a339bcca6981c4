import { format } from './format.ts';
import { library } from './run.ts';
import { named } from '../phrases.ts';
import type * as en from '../en/shell.ts';

export const shell: typeof en.shell = {
  language: '语言',
  languageMissing: (name) => `无法获取“${name}”的文字，页面保持不变。再次选择该语言即可重试。`,
  help: '键盘',
  shortcuts: '键盘快捷键',
  shortcutUses: {
    query: '填写查询',
    rank: '排序',
    stop: '停止运行',
    nextRow: '列表下一行',
    previousRow: '上一行',
    trace: '从某行跳到推理中对它的说法',
    windows: '后退或前进一个窗口',
    help: '本帮助',
  },
  shortcutsOn: '使用这些按键',
  shortcutsNote: '在输入框中打字时只有 Esc 和 Ctrl+Enter 起作用（或 Cmd+Enter）。用 Tab 和 Enter 也能到达所有地方。',
  close: '关闭',
  charts: '各窗口中的名次',
  howTitle: '按下“排序”后会发生什么',
  howLabel: '工作方式',
  how: [
    '模型从本站下载到浏览器，只需一次，并在你的机器上运行。',
    '它逐个窗口阅读段落，引用原文写下所见。每处引用都会核对。',
    '它给出一个排序。列表随之移动；截断、修复或强制之处都会说明。',
  ],
  opened: (origin) => {
    switch (origin.type) {
      case 'file':
        return `“${origin.name}”的回放。`;
      case 'history':
        return `以往运行的回放：“${origin.name}”。`;
      case 'experiment':
        return `实验“${origin.name}”中查询 ${origin.qid} 在配置“${origin.configuration}”下的运行。`;
      case 'link':
        return '来自分享链接的回放。';
      case 'gallery':
        return `来自展厅的 ${origin.model} 运行记录：不是在你的电脑上运行的。${origin.times === 1 ? '' : `以实际速度的 ${origin.times} 倍播放。`}`;
      case 'lost':
        return '离开页面时正在进行的运行，显示到它所到之处。';
      case 'invocations':
        return '另一程序所做运行的回放，由其模型调用拼成。';
    }
  },
  replay: {
    about: ({ version, model, savedAt }) =>
      `Glassrank ${version} 用 ${model} 的一次运行，保存于 ${savedAt}。此文件包含所显示的一切，不访问网络。`,
    empty: '这是空的回放模板。请在 Glassrank 中把运行保存为 HTML。',
    refused: '无法显示此回放',
  },
};

export const header: typeof en.header = {
  tagline: '看得透的重排器',
  model: ({ title, standing }) => `${title}，${{ off: '未加载', loading: '加载中', ready: '就绪' }[standing]}`,
  onAdapter: (adapter) => `运行于 ${adapter}`,
  asking: '正在请求图形处理器…',
  noWebGpu: '没有 WebGPU',
  noneFits: '没有合适的图形处理器',
  engineDown: '引擎未能启动',
  unnamedAdapter: '未命名的图形处理器',
  software: (adapter) => `${adapter}（软件模拟）`,
  facts: {
    graphics: '图形',
    instantOrder: '即时排序',
    size: '大小',
    loadedIn: '加载用时',
    fromNetwork: '来自网络',
    fromCache: '来自缓存',
    context: '上下文',
    library: '运行库',
    measured: '实测',
    manifest: '清单',
  },
  sizeUnknown: '未知',
  sizeOnce: (bytes) => `${format.bytes(bytes)}，从本站获取一次，之后保存在浏览器缓存中`,
  libraryChoice: (choice) => `，${library.choice(choice)}`,
  load: '立即加载模型',
  privacy: '任何内容都不会离开本机',
  privacyMore: [
    '模型就在这里运行，位于本页的后台线程中。您的查询、段落和结果不会发送到任何地方：本页只向其来源地址请求，而且只请求自己的文件、示例和模型。',
    '您输入的内容保存在此标签页的会话存储中，重新加载不会丢失；关闭标签页或按“清除”后即消失；过长的文字保存在本浏览器中，最多到标签页关闭后一天。模型文件留在本浏览器的缓存中。想亲自验证，请加载模型，断开网络，然后按“排序”。',
  ],
  privacyRuns:
    '完成的运行连同其查询和段落保存在本浏览器中，直到您删除。列表下方的“以往的运行”可查看和删除它们，并可设为一概不保存。',
  elsewhere: '本站另有两个页面会访问更远的地方，并会说明去向：',
  otherModels: '更多模型',
  withServer: '使用服务器',
};

/** Of code that is fetched when it is needed. */
export const parts: typeof en.parts = {
  loading: '正在打开…',
  missing: '无法获取页面的这一部分。',
  again: '重试',
  whole: '本页自身的代码已全部到位：从现在起不再需要网络，尚未请求过的内容除外：模型、示例、其他语言、HTML 回放页。',
  coming: '本页其余的代码正在获取。如果现在断网，部分视图会缺失。',
};

export const views: typeof en.views = {
  label: '视图',
  names: { workbench: '工作台', compare: '比较', lenses: '透镜', lessons: '课程', gallery: '展厅' },
  about: {
    workbench: '对一个列表重新排序并跟随推理过程',
    compare: '在一个列表或整个文档集上运行多种配置',
    lenses: '观察模型内部：它相信什么，什么会影响它',
    lessons: '学习重排序：每次动手做一件小事',
    gallery: '可以观看的运行记录，有这个模型的，也有更大模型的',
  },
  loading: '正在打开视图…',
  busy: {
    compare: '比较正在使用模型：它当前的查询完成后，这里的运行才会开始。',
    lenses: '透镜正在使用模型：它当前的问题得到回答后，这里的运行才会开始。',
  },
};

export const look: typeof en.look = {
  label: '运行的显示方式',
  names: { watch: '观看', study: '研究' },
  about: {
    watch: '查询、思考和列表同在一屏',
    study: '这次运行的全部信息：时间线、数据、限制、发送的提示词',
  },
};

export const notices: typeof en.notices = {
  steps: { load: '重试', rank: '重新启动并排序', settings: '打开设置', models: '打开模型页面' },
  technical: '技术信息',
  dismiss: '关闭',
  software: '未使用图形处理器。',
  softwareMore: (architecture) =>
    `此浏览器在中央处理器上运行图形代码${named(architecture)}。一切可用，但较慢：四个短段落约需半分钟，更长的列表需要数分钟。`,
};

export const exporting: typeof en.exporting = {
  title: '保存与分享',
  saveAs: '保存为',
  kinds: {
    report: { name: '报告（HTML）', about: '各文档及其引文、页码和限制，可阅读、发送、打印；不含脚本' },
    'report-markdown': { name: '报告（Markdown）', about: '内容相同，便于续写' },
    'report-text': { name: '报告（纯文本）', about: '内容相同，便于写信' },
    'documents-csv': { name: '按文档的表格（CSV）', about: '每个文档一行' },
    log: { name: '日志（JSON）', about: '全部内容；可在此重新打开' },
    html: { name: '回放（HTML）', about: '单个文件，无需模型和网络即可查看' },
    markdown: { name: '整次运行（Markdown）', about: '可读的排序、推理和设置' },
    csv: { name: '表格（CSV）', about: '每段一行；公式已失效处理' },
    trec: { name: 'TREC run', about: 'qid Q0 docid rank score tag' },
    'rank-llm-requests': { name: 'RankLLM 请求', about: '查询与段落' },
    'rank-llm-results': { name: 'RankLLM 结果', about: '排序与每次模型调用' },
  },
  copyText: '以文本复制报告',
  copyLink: '复制此次运行的链接',
  copyLinkAbout: '运行内容就在链接里；不会上传任何东西',
  print: '打印',
  importHint: '要打开保存的日志或回放，把它拖到页面任意处。',
  notice: (notice, characters, most) => {
    switch (notice.type) {
      case 'text-copied':
        return `报告已复制（${characters} 个字符）。`;
      case 'link-copied':
        return `链接已复制（${characters} 个字符）。`;
      case 'link-too-large':
        return notice.characters === null
          ? `此次运行太大，放不进链接；最多 ${most} 个字符。`
          : `链接需要 ${characters} 个字符；最多 ${most} 个。`;
      case 'replay-failed':
        return `回放未能保存。请重新加载本页，或将日志存为 JSON。`;
    }
  },
  textShown: '浏览器不允许本页复制。请手动复制报告：',
  linkShown: '浏览器不允许本页复制。请手动复制链接：',
  linkNotWhole: '为了放得下，省去了窗口内部的移动；排序和文字完整。',
  saveFileInstead: '改为保存回放文件',
};

export const broken: typeof en.broken = {
  panel: '页面的这一部分无法显示，其余部分照常工作。',
  page: '页面无法显示',
  pageWhat: '其中有内容无法显示。什么都没有丢失。',
  again: '再试一次',
  saveTyped: '保存输入的内容',
  setAside: '搁置这次运行',
  setInputAside: '搁置输入的内容',
  saveLog: '把运行存为文件',
  setAsideAbout: '它保存在“以往的运行”中，可从那里存为文件。',
};
