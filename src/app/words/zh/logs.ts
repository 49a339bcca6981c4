import type { ShareProblem } from '../../../core/export/share-link.ts';
import type { JsonFault, JsonProblem } from '../../../core/input/json.ts';
import type { LogExpected } from '../../../core/log/check.ts';
import type { LogFileProblem } from '../../../core/log/file.ts';
import type { OpenedNote } from '../../../core/log/invocations.ts';
import type * as en from '../en/logs.ts';
import type { ToldProblem } from '../en/logs.ts';
import { format } from './format.ts';

const { number } = format;
/** A text of the file within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;

export function jsonFault(fault: JsonFault): string {
  switch (fault.type) {
    case 'expected': {
      const wanted = fault.marks.length === 0 ? '一个值' : ` ${fault.marks.map(set).join(' 或 ')}`;
      const found = fault.found === null ? '但文字已结束' : `实为 ${set(fault.found)}`;
      return `此处应为${fault.marks.join() === '"' ? '双引号中的名称' : wanted}，${found}`;
    }
    case 'endless-string':
      return '从此处开始的字符串没有结束';
    case 'unknown-escape':
      return 'JSON 没有这种转义';
    case 'bare-control':
      return '字符串里有换行或控制字符';
    case 'after-end':
      return `值结束之后还有 ${set(fault.found)}`;
  }
}

export function jsonProblem(problem: JsonProblem): string {
  switch (problem.code) {
    case 'bad-json':
      return `这不是 JSON：${jsonFault(problem.fault)}。`;
    case 'too-deep':
      return `括号嵌套超过 ${number(problem.most)} 层。`;
    case 'not-a-request':
      return '数组是空的。';
  }
}

function expected(wanted: LogExpected): string {
  switch (wanted.code) {
    case 'whole-number':
      return wanted.least === null ? '整数' : `不小于 ${number(wanted.least)} 的整数`;
    case 'one-of':
      return `以下之一：${set(wanted.words.join(', '))}`;
    case 'value':
      return `值 ${set(wanted.value)}`;
    case 'field':
      return `带有字段 ${set(wanted.name)} 的对象`;
    case 'stretch':
      return `列表 ${number(wanted.places)} 个位置中的一段`;
    case 'next-window':
      return `前一窗口结束后的窗口 ${number(wanted.window)}（从 0 数起）`;
    case 'time':
      return `不早于 ${number(wanted.least)} 毫秒的时间`;
    default:
      return {
        text: '文字',
        'true-or-false': '真或假',
        number: '数字',
        amount: '不小于 0 的数字',
        'text-or-number': '文字或数字',
        list: '列表',
        map: '映射',
        object: '对象',
        'distinct-texts': '互不相同的文字的列表',
        'distinct-ids': '标识互不相同的配置的列表',
        'at-least-one': '至少有一项的列表',
        'two-whole-numbers': '两个不小于 0 的整数',
        'other-docid': '其他段落没有的 docid',
        'one-start': '仅在开头出现一次的运行开始事件',
        'every-passage-once': '请求中的每个段落，恰好各一次',
        'numbered-passage': '请求中按位置编号的段落',
        'begun-window': '已经开始的窗口',
        'open-window': '打开着的窗口',
        nothing: '日志结尾：运行已经结束',
      }[wanted.code];
  }
}

function problem(found: LogFileProblem): ToldProblem {
  switch (found.code) {
    case 'bad-json':
      return { what: jsonProblem(found.problem), next: '文件可能被截断或改动。请重新保存日志，或打开别的文件。' };
    case 'not-a-log':
      if (found.what === 'empty') return { what: '日志里没有事件。', next: '请保存已经开始的运行的日志。' };
      return {
        other: {
          what: `这不是 Glassrank 日志：此处应为${expected(found.expected)}。`,
          next: '请打开由“日志 (JSON)”保存的文件；其他程序的列表和运行请放进输入框。',
        },
        changed: { what: `日志不完整：此处应为${expected(found.expected)}。`, next: '文件在保存之后被改动。请重新保存日志。' },
      }[found.what];
    case 'newer-schema':
      return {
        what: `此日志的结构版本是 ${found.schema}；本版本读取 ${found.reads}。`,
        next: '请用写入它的 Glassrank 版本或更新的版本打开。',
      };
    case 'bad-event':
      return {
        what: `事件 ${number(found.index)} 不合${found.path === '' ? '' : `（${set(found.path)}）`}：此处应为${expected(found.expected)}。`,
        next:
          found.shown === 0
            ? '文件在保存之后被改动。请重新保存日志。'
            : `显示它之前的 ${number(found.shown)} 个事件；略去 ${number(found.leftOut)} 个。`,
      };
    case 'unknown-events':
      return { what: `有 ${number(found.count)} 个事件本版本不认识。`, next: '它们保留在日志里，由写入它们的版本显示。' };
    case 'no-end':
      return { what: '日志在运行结束前中断。', next: '显示已有部分。' };
    case 'half-characters':
      return {
        what: `有 ${number(found.count)} 段文字含有半个字符，任何屏幕都无法显示。`,
        next: '该处以替换符（\ufffd）代替。',
      };
    case 'unreadable-method':
      return {
        what: found.what === 'left-out' ? '无法读取此日志所写的提示词与策略。' : '无法读取此日志所写的采样、等待与提前停止。',
        next: found.what === 'left-out' ? '运行不带它们显示，如同使用模型自己的提示词。' : '运行按普通调用显示。',
      };
  }
}

function note(found: OpenedNote): string {
  switch (found.code) {
    case 'times-unknown':
      return 'RankLLM 不记录时间：所有事件都在 0:00，速率为 0。';
    case 'model-unknown':
      return 'RankLLM 不在此文件中记录模型。';
    case 'settings-unknown':
      return 'RankLLM 不记录设置：窗口大小和步长由提示词推得。';
    case 'tokens-unknown':
      return '有些调用没有词元数；记为 0。';
    case 'other-final-order':
      return '文件中候选的顺序既不是这些调用的起始顺序，也不是最终顺序。';
    case 'changed-model':
      return '保存之后，日志中的模型被改动过。';
    case 'changed-request':
      return '保存之后，日志中的查询或段落被改动过。';
    case 'changed-prompts':
      return `保存之后，日志中的提示词被改动过：窗口 ${found.windows.map((window) => number(window + 1)).join('、')}。`;
    default: {
      const { what, next } = problem(found);
      return `${what}${next}`;
    }
  }
}

function link(found: ShareProblem): ToldProblem {
  const next = '请重新索取链接或运行的文件。';
  switch (found.code) {
    case 'other-version':
      return { what: '它由本页的另一版本生成。', next: '请重新加载本页以取得最新版本，或索取运行的文件。' };
    case 'too-large':
      return {
        what:
          found.unit === 'characters'
            ? `链接有 ${number(found.size)} 个字符；本页最多写 ${number(found.most)} 个。`
            : `链接展开后有 ${number(found.size)} 字节；从链接最多打开 ${number(found.most)} 字节。`,
        next,
      };
    case 'damaged':
      return {
        what: {
          cut: '链接不完整：缺了一部分。',
          'check-sum': '链接已损坏：内容与校验和不符。',
          packing: '链接已损坏：内容无法解开。',
        }[found.how],
        next,
      };
    case 'not-a-log':
      return { what: '其中没有可以显示的运行。', next };
  }
}

export const logs: typeof en.logs = { problem, note, link };
