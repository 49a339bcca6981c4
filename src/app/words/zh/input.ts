import { counted, format } from './format.ts';
import type { ToldProblem } from '../en/logs.ts';
import { logs } from './logs.ts';
import type * as en from '../en/input.ts';

const inputCounts = {
  characters: counted({ other: '# 个字符' }),
  lines: counted({ other: '# 行' }),
};

export const input: typeof en.input = {
  title: '查询与段落',
  query: '查询',
  queryPlaceholder: '最好的段落应当回答什么？',
  passages: '段落',
  passagesHint: '按现有顺序：空行分段、列表、每行一段、表格、JSON，或一篇长文',
  passagesPlaceholder: '粘贴段落，或把文件拖到页面任意处。',
  openFiles: '打开文件',
  openFolder: '打开文件夹',
  clear: '清空',
  bringBack: '恢复之前的文字',
  dropHere: '松开即读取文件。保存的日志会作为回放打开。',
  filesFrom: (names) => `文件：${names.join('、')}`,
  fileRole: (name) => `${name} 的用途`,
  removeFile: (name) => `移除 ${name}`,
  characters: inputCounts.characters,
  lines: inputCounts.lines,
  hugeText: (characters, lines) => `${lines}，共 ${characters}。全部都会读取；开头如下。`,
  editHuge: '编辑全文（可能较慢）',
  more: (count) => `另有 ${count} 处`,
  editInput: '编辑输入',
  showInput: '显示输入',
};

const whole = ({ what, next }: ToldProblem): string => `${what}${next}`;

export const inputNotices: typeof en.inputNotices = {
  notice: (notice) => {
    switch (notice.type) {
      case 'sample':
        return `无法读取示例。你的文字没有改动。`;
      case 'unreadable':
        return `无法读取“${notice.name}”：文件可能已被移动或更改，请重新选择。你的文字没有改动。`;
      case 'empty':
        return `“${notice.name}”里没有文字。你的文字没有改动。`;
      case 'packed':
        return `无法解开“${notice.name}”：文件已损坏，或不是 GZIP、ZIP 格式。请先解开，再把其中的文件拖进来。`;
      case 'not-text':
        return `“${notice.name}”不是文本。请存为纯文本、CSV 或 JSON 再拖入。你的文字没有改动。`;
      case 'too-large':
        return `无法读取“${notice.name}”：文件有 ${format.number(notice.mebibytes)} MiB，超出浏览器一段文本的上限。请拆成小于 ${format.number(500)} MiB 的文件。`;
      case 'broken-bytes':
        return `“${notice.name}”有 ${format.number(notice.count)} 个损坏的字符，均读作 �。`;
      case 'log':
        return `“${notice.name}”第 ${notice.problem.line} 行第 ${notice.problem.column} 列：${logs.note(notice.problem)}`;
      case 'log-while-running':
        return `“${notice.name}”是一次运行。请先停止当前运行，再拖入。`;
      case 'link':
        return `无法打开分享链接。${whole(logs.link(notice.problem))}`;
      case 'invocations':
        return {
          'no-prompts': '无法回放：有的提示词里没有编号段落。',
          unmatched: '无法回放：提示词中的段落在候选中找不到，或不止一个。',
          'no-order': '无法回放：各窗口拼不成同一个列表。',
        }[notice.reason];
    }
  },
  dismiss: '关闭',
};

export const reading: typeof en.reading = {
  formats: {
    blocks: '空行分隔的段落',
    numbered: '编号列表',
    lines: '每行一段',
    'rank-llm-json': 'RankLLM JSON',
    'rank-llm-jsonl': 'RankLLM JSON Lines',
    'rank-llm-invocations': 'RankLLM 调用记录',
    'passages-json': 'JSON 段落',
    trec: 'TREC run 与语料',
    beir: 'BEIR 数据集',
    'ms-marco': 'MS MARCO TSV',
    table: '表格（CSV 或 TSV）',
    document: '一篇长文，切成多段',
    documents: '多个文件，切成段落',
    files: '每个文件一段',
  },
  roles: {
    requests: '请求',
    invocations: '模型调用',
    documents: '段落或查询',
    corpus: '段落',
    queries: '查询',
    run: '首轮排序结果',
    qrels: '相关性标注',
    top1000: '查询及其段落',
    table: '表格',
    text: '纯文本',
    ignored: '不读取',
  },
  columns: { text: '段落', title: '标题', id: '文档编号', score: '分数', query: '查询', queryId: '查询编号', grade: '标注' },
};

const sourceCounts = {
  queries: counted({ other: '# 个查询' }),
  rows: counted({ other: '# 行' }),
  calls: counted({ other: '# 次模型调用' }),
};

export const source: typeof en.source = {
  readAs: '读取为',
  guess: '自动判断',
  guessed: (format) => `自动判断：${format}`,
  manyQueries: (queries, passages) => `${queries}，共 ${passages}`,
  queries: sourceCounts.queries,
  queryPicker: '使用的查询',
  queryOf: (place, count) => `第 ${place} 个，共 ${count} 个`,
  pastedQuery: '粘贴内容自带查询：',
  useIt: '使用它',
  judged: (queries) => `找到 ${queries}的相关性标注：运行会据此评测。`,
  invocations: sourceCounts.calls,
  replayInvocations: '回放这次在别处完成的运行',
  tableTitle: '表格的列',
  tableRows: sourceCounts.rows,
  header: '第一行是列名',
  delimiter: '列分隔符',
  delimiters: { '\t': '制表符', ',': '逗号', ';': '分号', '|': '竖线' },
  noColumn: '无',
  column: (place) => `第 ${place} 列`,
  cutTitle: '长文如何切分',
  cutWords: '每段最多词数',
  cutOverlap: '与前一段重复的词数',
  cutPiece: ({ name, line, words }) => `${name}，从第 ${line} 行起，${words}`,
  cutRepeated: '标记部分与前一段重复',
};

export const samples: typeof en.samples = {
  samplesLead: '先试一个示例，或在下面写自己的内容。',
  samples: '示例',
  sampleTitles: {
    kettle: { title: '简单的例子', about: '能回答的段落排第三。看它如何上升。' },
    cheat: { title: '作弊的段落', about: '它排在第一，还命令模型让它留在那里。看它怎样落到最后。' },
    correction: { title: '错误的最初顺序', about: '共同的词误导了即时顺序。模型读过之后把它改正。' },
    letter: { title: '一封私信', about: '这种文字你不会贴到别人的服务器上。' },
    bees: { title: '换了说法', about: '答案与问题没有共同的关键词。这么小的模型会被字面迷惑：看看怎么回事。' },
  },
};
