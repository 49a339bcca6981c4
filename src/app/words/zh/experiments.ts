import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { ToldProblem } from '../en/logs.ts';

/** A name within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;

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
        next: '请添加 run 或语料，其查询是判断中有的。',
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
