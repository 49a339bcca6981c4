import { counted, dateTime, format } from './format.ts';
import { logs } from './logs.ts';
import type { HistoryTrouble } from '../../features/history/slice.ts';
import type * as en from '../en/history.ts';

function trouble(found: HistoryTrouble): string {
  const saveAsFile = '屏幕上的运行不受影响：如需保留，请存为文件。';
  switch (found.code) {
    case 'unavailable':
      return `此浏览器不为本页保存数据：可能是隐私窗口，或禁止了存储。请在普通窗口中打开本页，或允许它存储数据。${saveAsFile}`;
    case 'quota':
      return `浏览器没有空间了。请删除不需要的运行再试。${saveAsFile}`;
    case 'blocked':
      return '另一个标签页开着旧的历史记录。请关闭它再试。';
    case 'newer':
      return `历史记录由更新的版本写入。请重新加载此标签页。${saveAsFile}`;
    case 'missing':
      return found.what === 'run'
        ? '历史记录中已没有这次运行，可能在另一个标签页中被删除。请重新加载列表。'
        : '历史记录中已没有这个实验，可能在另一个标签页中被删除。请重新加载列表，或把结果存为文件。';
    case 'unreadable-experiment':
      return '此版本的页面无法打开这个实验。可以删除它，或用保存它的版本打开。';
    case 'failed':
      return `浏览器存储出错（\u2068${found.reason}\u2069）。请再试一次；重新加载页面可能有用。${saveAsFile}`;
    case 'unreadable': {
      const told = found.problem === null ? null : logs.problem(found.problem);
      return `无法打开“${found.name}”。${told === null ? '' : told.what}可以在此删除；保存它的那个页面版本也许还能打开它。`;
    }
  }
}

export const history: typeof en.history = {
  title: '以往的运行',
  keep: '在此浏览器中保存完成的运行',
  keepHint: '在你删除之前，一直留在这台机器上。',
  keepThis: '保存这里显示的运行',
  empty: '没有保存的运行。',
  runs: counted({ other: '# 次运行' }),
  usage: (runs, bytes) => `${runs}，${bytes}`,
  siteUsage: (site, quota) => `本站（含模型）占用 ${site}，浏览器上限 ${quota}。`,
  when: dateTime,
  outcomes: { complete: '完成', cancelled: '已停止', failed: '失败', running: '未结束' },
  open: (name) => `回放 ${name}`,
  name: '名称',
  rename: '改名',
  saveName: '保存名称',
  leaveName: '不改',
  remove: '删除',
  removeAll: '全部删除',
  removeAllSure: '删除所有保存的运行？',
  removeAllYes: '是，全部删除',
  removed: (name) => `已删除：“${name}”。`,
  removedAll: (what) => `已删除：${what}。`,
  bringBack: '恢复',
  aside: '已搁置',
  asideAbout: '这些内容无法显示。每一项都可以存为文件或删除。',
  asideCount: (count) => `已搁置 ${format.number(count)} 项`,
  asideKinds: { run: '一次运行', input: '输入的内容' },
  saveAside: '存为文件',
  rowBroken: (name) => `无法显示“${name}”。其他运行仍可使用。`,
  rowAside: '搁置后它列在此列表下方，可以在那里存为文件。',
  notKept: '有内容未能保存：见此处',
  choose: (name) => `比较 ${name}`,
  compare: '比较所选的两次',
  compareHint: '选择两次运行并排查看。',
  trouble,
};

export const compared: typeof en.compared = {
  compared: '两次运行并排',
  close: '关闭比较',
  otherQuery: '查询不同。',
  otherPassages: '段落不同。',
  tau: 'Kendall tau',
  rbo: '排序偏重重叠（RBO）',
  passage: '段落',
  rankIn: (name) => `在 ${name} 中的名次`,
  absent: '不在此次运行中',
  order: '排序',
  trace: '模型文字的第一处不同',
  traceSame: '模型写的逐字相同。',
  traceAt: ({ window, part }) => `第 ${window} 个窗口，${part === 'reasoning' ? '思考' : '回答'}中，在此之后：`,
  textEnds: '文字到此为止',
  settings: '不同的设置',
  settingsSame: '所有设置和模型都相同。',
  setting: '设置',
  unknown: '未记录',
  figures: '数据',
  figureNames: {
    outcome: '结果',
    passages: '段落',
    windows: '已定的窗口',
    mendedWindows: '修复的窗口',
    promptTokens: '读入词元',
    completionTokens: '写出词元',
    seconds: '秒',
  },
};
