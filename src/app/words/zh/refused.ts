import type { RunProblem } from '../../../core/run/problem.ts';
import type * as en from '../en/refused.ts';
import { format } from './format.ts';
import { method } from './method.ts';
import { settings } from './run.ts';

const { number } = format;
/** A text of the settings within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;
const listed = (words: readonly string[]): string => words.map(set).join('、');

/** The name of what is out of range, where the page has one. */
function nameOf(field: string): string {
  return field in settings.fields ? settings.fields[field as keyof typeof settings.fields].label : set(field);
}

function refusal(found: RunProblem): string {
  switch (found.code) {
    case 'out-of-range':
      return `“${nameOf(found.field)}”必须是 ${number(found.least)} 到 ${number(found.most)} 的${found.kind === 'whole' ? '整数' : '数'}，而不是 ${number(found.found)}。`;
    case 'not-a-choice':
      return `“${nameOf(found.field)}”必须是 ${listed(found.among)} 之一，而不是“${set(found.found)}”。`;
    case 'repeated-docid':
      return `两个段落的标识相同：“${set(found.docId)}”。`;
    case 'first-stage-order':
      return '初排的顺序必须恰好包含每个段落一次。';
    case 'first-stage-scores':
      return '初排必须给每个段落一个有限的分数。';
    case 'first-stage-windows':
      return '初排必须说明每个段落的窗口从哪里开始。';
    case 'other-question':
      return `提示词 ${set(found.prompt)} ${method.asks[found.question]}，而策略“${method.strategies[found.strategy].name}”需要${method.asks[found.asked]}的提示词。`;
    case 'scores-unwritten':
      return `分数无法从首个词元读出；${set(found.prompt)} 需要另一种回答方式。`;
    case 'no-likelihoods':
      return '这个模型不给出词元的可能性，而按首个词元排序和按可能性提前结束都需要它。';
    case 'no-reading':
      switch (found.lacks) {
        case 'prompt':
          return `提示词 ${set(found.prompt)} 在段落末尾没有分数；请选择另一种回答方式。`;
        case 'setting':
          return '顺序应由阅读给出，但阅读分数已关闭；请把它打开。';
        default:
          return '这里无法逐段阅读这个模型；请选择另一种回答方式。';
      }
    case 'free-thought':
      return '自由思考既不能续写也不能提前结束；请选择另一种回答方式。';
    case 'cannot-be-held':
      return `这个模型无法受回答形式约束，不能使用“${settings.modes[found.answerMode].name}”；请选择自由回答。`;
    case 'cannot-go-on':
      return `这个模型只接受完整的对话，而提示词 ${set(found.prompt)} 替它开始了回答。`;
    case 'cannot-resume':
      return found.differs === 'model'
        ? '这次运行是用另一个模型开始的，不能用这个模型继续；请重新排序。'
        : '这次运行已完成窗口的提示词与现在会发送的不同，因此不能继续；请重新排序。';
  }
}

export const refused: typeof en.refused = { title: '这次运行无法开始', problem: refusal };
