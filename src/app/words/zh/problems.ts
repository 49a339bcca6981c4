import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { InputFault } from '../../../core/input/problems.ts';
import type { InputRemark } from '../../../core/input/reading.ts';
import type * as en from '../en/problems.ts';
import type { ToldProblem } from '../en/logs.ts';
import { format } from './format.ts';
import { jsonFault } from './logs.ts';

const { number } = format;
/** A text of the input within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;

const REQUEST = '{"query": {"qid": "…", "text": "…"}, "candidates": [{"docid": "…", "score": 1.5, "doc": {"text": "…"}}]}';
const DOCUMENT = '{"_id": "…", "title": "…", "text": "…"}';
const LINES = {
  run: 'run 的一行是：qid Q0 docid rank score tag。',
  qrels: '标注的一行是：qid 0 docid grade，或 BEIR 的 query-id、corpus-id、score。',
  top1000: '一行是：qid、pid、查询和段落，以制表符分隔。',
  table: '含有分隔符的单元格请用双引号括起。',
} as const;

function problem(fault: InputFault): ToldProblem {
  switch (fault.code) {
    case 'empty-input':
      return { what: '没有文字。', next: '请粘贴段落或拖入文件。' };
    case 'no-candidates':
      return {
        input: { what: '没有找到段落。', next: '请换一种读取方式、文件用途或列。' },
        request: { what: '请求里没有 "candidates" 数组。', next: `请求的样子：${REQUEST}` },
        list: { what: '请求里没有候选。', next: '请在 "candidates" 中放入至少两个段落。' },
      }[fault.where];
    case 'bad-json':
      return {
        what: `JSON 有误：${jsonFault(fault.fault)}。`,
        next: fault.readAs === 'requests' ? '请就地改正，或换一种读取方式。' : `每一条的样子：${DOCUMENT}`,
      };
    case 'too-deep':
      return { what: `括号嵌套超过 ${number(fault.most)} 层。`, next: '请减少嵌套，或换一种读取方式。' };
    case 'not-a-request':
      return {
        value: { what: '这不是 RankLLM 请求。', next: `请求的样子：${REQUEST}` },
        query: { what: '"query" 既不是文字，也不是 {"text": …}。', next: `请求的样子：${REQUEST}` },
        invocation: { what: '这次调用没有 "response"。', next: '调用的样子：{"prompt": …, "response": "…"}' },
        'empty-array': { what: '数组是空的。', next: '请放入内容，或换一种读取方式。' },
        nothing: { what: '没有请求。', next: `请求的样子：${REQUEST}` },
      }[fault.what];
    case 'no-text':
      return fault.candidate === null
        ? { what: '这一条没有文字。', next: `每一条的样子：${DOCUMENT}` }
        : {
            what: `候选 ${number(fault.candidate)} 没有文字。`,
            next: '请把段落写成 "doc": "…" 或 "doc": {"text": "…"}。',
          };
    case 'bad-number': {
      const name = fault.number === 'grade' ? '标注' : '分数';
      const whose = fault.candidate === null ? '' : `候选 ${number(fault.candidate)} 的`;
      const written = fault.written === null ? '' : ` ${set(fault.written)} `;
      const kept = fault.kept ? '段落保留，但不带这个数。' : '';
      return {
        what: `${whose}${name}${written}不是可读的数字。${kept}`,
        next: fault.number === 'grade' ? '标注是整数，例如 2。' : '请写成数字，例如 12.5。',
      };
    }
    case 'no-list-marker':
      return { what: '没有一行以列表符号开头。', next: '请让每个段落以 [1]、1. 或 - 开头，或换一种读取方式。' };
    case 'wrong-fields':
      return {
        what: `应有 ${number(fault.expected)} 列，实有 ${number(fault.found)} 列。${fault.kept ? '该行已保留。' : ''}`,
        next: LINES[fault.readAs],
      };
    case 'no-tab':
      return { what: '这一行的名称与文字之间没有制表符。', next: '请写成：名称、制表符、文字。' };
    case 'no-name':
      return { what: 'qid 或 pid 是空的。', next: LINES.top1000 };
    case 'bad-quotes':
      return {
        what: `${fault.quote === 'unclosed' ? '此处的引号没有闭合。' : '带引号的单元格里还有引号。'}该行按原样读取。`,
        next: '请闭合引号；引号里的引号要写两次。',
      };
    case 'duplicate': {
      const counts = { first: '以第一个为准', last: '以最后一个为准', both: '两个都保留' }[fault.counts];
      return {
        what: `${fault.query === null ? '' : `查询 ${set(fault.query)}：`}${set(fault.name)} 第二次出现；${counts}。`,
        next: fault.counts === 'both' ? '每个候选只命名一次；这一个的名称后会加上编号。' : '请去掉其中一个。',
      };
    }
    case 'empty-passage': {
      const { passage } = fault;
      const which =
        passage === null
          ? '这一行的段落'
          : typeof passage === 'number'
            ? `候选 ${number(passage)} 的段落`
            : `段落 ${set(passage)} `;
      return {
        what: `${which}是空的，已保留。`,
        next: passage === null ? '请另选段落所在的列，或去掉这一行。' : '请补上文字，或去掉它。',
      };
    }
    case 'missing-text':
      return {
        what: `查询 ${set(fault.query)} 列出的 ${set(fault.name)} 不在语料中，已略去。`,
        next: '请把它的文字加入语料。',
      };
    case 'no-corpus':
      return {
        what: fault.run ? 'run 列出了段落，但这里没有它们的文字。' : '有标注或查询，但没有段落。',
        next: `请加入段落：JSON Lines 语料（${DOCUMENT}），或名称、制表符、文字。`,
      };
    case 'no-run':
      return {
        what: `既没有首轮排序结果，也没有标注，而 ${number(fault.passages)} 个段落太多，不能全部作为每个查询的候选。`,
        next: '请加入 run（qid Q0 docid rank score tag），或减少段落。',
      };
    case 'too-large':
      return {
        what: `文件有 ${number(fault.mebibytes)} MiB，超出浏览器一段文本的上限。`,
        next: `请拆成小于 ${number(500)} MiB 的文件。`,
      };
  }
}

const some = (names: readonly string[], count: number): string =>
  `${names.map(set).join('、')}${count > names.length ? '、…' : ''}`;

function remark(found: InputRemark): string {
  switch (found.code) {
    case 'nul-characters':
      return '文字中有 NUL 字符：均读作空格。';
    case 'broken-characters':
      return '文字中有损坏的字符（半个代理对）：均读作 �。';
    case 'before-json':
      return `第 ${number(found.line)} 行之前的内容不是 JSON，已略去。`;
    case 'before-list':
      return `第 ${number(found.line)} 行之前的内容没有列表符号，已略去。`;
    case 'unnamed-candidates':
      return `没有 docid 的候选：${number(found.count)} 个。按位置命名为 p1、p2、…。`;
    case 'renamed-docids':
      return `重复的 docid：后出现的现名为 ${some(found.names, found.count)}。`;
    case 'empty-passages':
      return `没有文字的段落：${some(found.names, found.count)}。`;
    case 'result-order':
      return '这是结果文件：候选按之前运行的最终顺序排列。';
    case 'from-prompts':
      return '文件里没有候选：段落取自提示词，与其中被截断的样子一致，命名为 p1、p2、…。';
    case 'no-prompt-passages':
      return '有些调用的提示词里找不到段落。';
    case 'rank-differs':
      return `名次列与分数不一致的查询：${number(found.count)} 个。与 trec_eval 一样，以分数为准。`;
    case 'judged-only':
      return '没有 run：每个查询的候选是其有标注的段落，按语料的顺序。这样得到的指标偏高。';
    case 'whole-corpus':
      return `没有 run：每个查询都以全部语料的 ${number(found.count)} 个段落为候选。`;
    case 'unknown-queries':
      return `没有标注的查询：${number(found.count)} 个。`;
    case 'queries-without-text':
      return `没有文字的查询：${number(found.count)} 个。`;
    case 'judged-without-text':
      return `有标注但这里没有文字的查询：${number(found.count)} 个。它们不参与排序，也不计入任何指标。`;
    case 'no-overlap':
      return found.of === 'queries'
        ? '标注里没有这些查询中的任何一个：无从度量。标注可能属于另一个数据集。'
        : '有标注的段落都不在其查询的候选之中：所有指标都会是 0。标注可能属于另一个数据集。';
    case 'excluded-passages':
      return `因查询将其排除而略去的候选：${number(found.count)} 个。`;
    case 'endless-scores':
      return `排序文件中含无穷大分数的查询：${number(found.count)} 个。排序以其为准；段落显示时不带分数。`;
    case 'unknown-json':
      return '这个 JSON 里没有可以排序或度量的内容；未作处理。如需使用，请为它选择用途。';
    case 'restarted-list':
      return `列表编号在第 ${found.lines.map(number).join('、')}${found.count > found.lines.length ? '、…' : ''} 行重新开始：所有条目都是段落。`;
    case 'before-table':
      return `第 ${number(found.line)} 行之前的内容不属于表格，已略去。`;
    case 'after-table':
      return `第 ${number(found.line)} 行起的内容不属于表格，已略去。`;
    case 'per-cent':
      return '带百分号的数字按百分之一读取：85% 即 0.85。';
    case 'decimal-commas':
      return '数字中的逗号按小数点读取。';
    case 'unused-file':
      return '这个文件没有用到。如需使用，请为它另选用途。';
    case 'unused-choice':
      return found.choice === 'query' ? '所选查询不在输入中；已改用另一个。' : '输入不能按所选格式读取；已按另一种格式读取。';
    case 'no-text-column':
      return '没有选择段落所在的列。请选择一列。';
    case 'quotes-off':
      return `从第 ${number(found.line)} 行起引号按普通字符读取：太多引号没有闭合。`;
    case 'cut-document':
      return `长文已切成段落，每段最多 ${number(found.words)} 词；每段最多重复前一段的 ${number(found.overlap)} 词。`;
    case 'uncut-document':
      return `全文是一段，共 ${number(found.characters)} 个字符。要切分，请选择按长文读取。`;
  }
}

export const problems: typeof en.problems = {
  problems: '段落中的问题',
  place: ({ file, line, column }) =>
    `${file === null ? '' : `${file}，`}第 ${line} 行${column === null ? '' : `第 ${column} 列`}`,
  problem,
  remark,
};

/** Why an experiment cannot be planned or read, and the next step. */
export function experimentProblem(found: ExperimentProblem): ToldProblem {
  switch (found.code) {
    case 'no-configurations':
      return { what: '没有可运行的内容。', next: '请添加一种配置。' };
    case 'duplicate':
      return { what: `${set(found.name)} 出现了两次。`, next: '每个配置和每个查询只能命名一次。' };
    case 'no-topics':
      return {
        what: found.queries ? '没有一个查询有相关性判断。' : '没有查询。',
        next: '请添加 TREC run 或语料，其查询是判断中有的。',
      };
    case 'bad-depth':
      return { what: `深度是 ${found.depth}。`, next: '请给出从 1 开始的整数。' };
    case 'no-method':
      return {
        what: `配置 ${set(found.configuration)} 没有可以改变 ${set(found.setting)} 的方法。`,
        next: '请为它选择一个提示。',
      };
    case 'bad-json':
      return found.leftOut
        ? { what: '这一行不是 JSON，已略过。', next: '请继续运行实验：该单元会重新运行。' }
        : { what: '第一行不是 JSON。', next: '请打开由 Glassrank 导出的实验。' };
    case 'not-an-experiment':
      return found.field === null
        ? { what: '第一行不是实验计划。', next: '请打开由 Glassrank 导出的实验。' }
        : { what: `计划的字段 ${set(found.field)} 不合。`, next: '文件被改动过。请重新导出。' };
    case 'newer-schema':
      return {
        what: `此实验的结构版本是 ${found.schema}；本版本读取 ${found.reads}。`,
        next: '请用写入它的 Glassrank 版本或更新的版本打开。',
      };
    case 'bad-cell':
      return {
        what: found.field === null ? '这个结果不在计划内，已略过。' : `结果的字段 ${set(found.field)} 不合，已略过。`,
        next: '请继续运行实验：缺少的会重新运行。',
      };
    case 'cut-off':
      return { what: '最后一行被截断，已略过。', next: '请继续运行实验：该单元会重新运行。' };
  }
}
