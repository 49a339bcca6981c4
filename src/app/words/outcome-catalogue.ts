import type { RunOutcome, ThoughtEnd, WindowOutcome } from '../../core/log/event.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue, Language } from './use-words.ts';

/** A window's outcome: one word for the tag, one sentence for the reader. */
export interface WindowOutcomeWords {
  readonly tag: string;
  readonly tone: 'good' | 'mended' | 'bad';
  readonly sentence: string;
}

/** What became of windows, thoughts and runs. */
export interface OutcomeWords {
  /** `count`: passages of the window. */
  readonly window: (outcome: WindowOutcome, count: number) => WindowOutcomeWords;
  /** `budget`: tokens the thought had. */
  readonly thoughtEnd: (end: ThoughtEnd, budget: number) => string;
  /** `windows`: how many are done, of how many. */
  readonly run: (outcome: RunOutcome, windows: { readonly done: number; readonly total: number }) => string;
}

type Say<Input extends readonly unknown[]> = (...input: Input) => string;

interface Messages {
  readonly tags: Readonly<Record<WindowOutcome['type'], string>>;
  readonly complete: Say<[passages: string]>;
  readonly missing: Say<[identifiers: string]>;
  readonly duplicate: Say<[identifiers: string]>;
  readonly unknown: Say<[identifiers: string]>;
  readonly answer: Say<[deeds: string]>;
  readonly missingRule: string;
  readonly truncated: Say<[places: string]>;
  readonly unparsed: Say<[reason: string]>;
  /** By the engine's own words for them. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly thoughtEnds: Readonly<Record<Exclude<ThoughtEnd, 'forced'>, string>>;
  readonly forced: Say<[tokens: string]>;
  readonly runs: Readonly<Record<'done' | 'stoppedAtOnce' | 'failedAtOnce', string>>;
  readonly stopped: Say<[done: string, windows: string]>;
  readonly failed: Say<[done: string, windows: string]>;
}

function build(language: Language, say: Messages): OutcomeWords {
  const format = formatWords[language];
  const repaired = ({ missing, duplicate, unknown }: Extract<WindowOutcome, { readonly type: 'repaired' }>): string => {
    const deeds = [
      ...(missing.length > 0 ? [say.missing(format.identifiers(missing))] : []),
      ...(duplicate.length > 0 ? [say.duplicate(format.identifiers(duplicate))] : []),
      ...(unknown.length > 0 ? [say.unknown(format.identifiers(unknown))] : []),
    ];
    return `${say.answer(format.list(deeds))}${missing.length > 0 ? say.missingRule : ''}`;
  };
  return {
    window(outcome, count) {
      const tag = say.tags[outcome.type];
      switch (outcome.type) {
        case 'complete':
          return { tag, tone: 'good', sentence: say.complete(format.passages(count)) };
        case 'repaired':
          return { tag, tone: 'mended', sentence: repaired(outcome) };
        case 'truncated':
          return { tag, tone: 'mended', sentence: say.truncated(format.places(outcome.settled)) };
        case 'unparsed':
          return { tag, tone: 'bad', sentence: say.unparsed(say.reasons[outcome.reason] ?? outcome.reason) };
      }
    },
    thoughtEnd: (end, budget) => (end === 'forced' ? say.forced(format.tokens(budget)) : say.thoughtEnds[end]),
    run(outcome, { done, total }) {
      if (outcome.type === 'complete') return say.runs.done;
      if (done === 0) return outcome.type === 'cancelled' ? say.runs.stoppedAtOnce : say.runs.failedAtOnce;
      const how = outcome.type === 'cancelled' ? say.stopped : say.failed;
      return how(format.number(done), format.windows(total));
    },
  };
}

export const outcomeWords: Catalogue<OutcomeWords> = {
  en: build('en', {
    tags: { complete: 'Complete', repaired: 'Repaired', truncated: 'Cut short', unparsed: 'No order' },
    complete: (passages) => `All ${passages} were put in order.`,
    missing: (identifiers) => `left out ${identifiers}`,
    duplicate: (identifiers) => `repeated ${identifiers}`,
    unknown: (identifiers) => `named ${identifiers}, which this window does not have`,
    answer: (deeds) => `The answer ${deeds}.`,
    missingRule: ' Passages left out keep their earlier order behind the others.',
    truncated: (places) => `The token budget ended after ${places}. The rest keep their earlier order.`,
    unparsed: (reason) => `No order could be read (${reason}). The window keeps the order it came in.`,
    reasons: {},
    thoughtEnds: {
      closed: 'The thought ended by itself.',
      settled: 'The thought was closed because its order had come to rest; the answer came after.',
      skipped: 'The thought was closed because you asked for the answer; the answer came after.',
      open: 'The thought was never closed, so no order was taken from it.',
      none: 'No thought was written.',
    },
    forced: (tokens) => `The thought reached its budget of ${tokens} and was closed by force; the answer came after.`,
    runs: {
      done: 'Done',
      stoppedAtOnce: 'Stopped before a window was finished: first-stage order',
      failedAtOnce: 'Failed before a window was finished: first-stage order',
    },
    stopped: (done, windows) => `Stopped: ${done} of ${windows} settled`,
    failed: (done, windows) => `Failed: ${done} of ${windows} settled before that`,
  }),
  fa: build('fa', {
    tags: { complete: 'کامل', repaired: 'ترمیم‌شده', truncated: 'ناتمام', unparsed: 'بدون ترتیب' },
    complete: (passages) => `هر ${passages} مرتب شد.`,
    missing: (identifiers) => `${identifiers} را جا انداخت`,
    duplicate: (identifiers) => `${identifiers} را تکرار کرد`,
    unknown: (identifiers) => `${identifiers} را نام برد که در این پنجره نیست`,
    answer: (deeds) => `پاسخ ${deeds}.`,
    missingRule: ' متن‌های جاافتاده با همان ترتیب پیشین پشت سر بقیه می‌مانند.',
    truncated: (places) => `سقف توکن پس از ${places} به پایان رسید. بقیه ترتیب پیشین خود را نگه می‌دارند.`,
    unparsed: (reason) => `ترتیبی خوانده نشد (\u2068${reason}\u2069). پنجره به همان ترتیبی که آمده بود می‌ماند.`,
    reasons: {
      'the answer is neither of the two words': 'پاسخ هیچ‌یک از آن دو واژه نیست',
      'no readable JSON object': 'هیچ شیء JSON خوانایی در آن نیست',
      'the answer is no list in the system’s own form': 'پاسخ فهرستی به شکل خود آن سامانه نیست',
      'no line holds the word Document': 'در هیچ سطری واژهٔ Document نیست',
      'a digit that is no integer': 'رقمی که عدد صحیح نیست',
      'a piece of the list is no number': 'بخشی از فهرست عدد نیست',
      'the thought was not finished': 'اندیشه به پایان نرسید',
      'the model wrote no answer': 'مدل پاسخی ننوشت',
      'the answer names no passage': 'پاسخ هیچ متنی را نام نمی‌برد',
    },
    thoughtEnds: {
      closed: 'اندیشه خودش به پایان رسید.',
      settled: 'اندیشه بسته شد، چون ترتیب آن دیگر تغییر نمی‌کرد؛ پاسخ پس از آن آمد.',
      skipped: 'اندیشه بسته شد چون شما پاسخ را خواستید؛ پاسخ پس از آن آمد.',
      open: 'اندیشه هرگز بسته نشد، پس ترتیبی از آن گرفته نشد.',
      none: 'اندیشه‌ای نوشته نشد.',
    },
    forced: (tokens) => `اندیشه به سقف خود یعنی ${tokens} رسید و به‌اجبار بسته شد؛ پاسخ پس از آن آمد.`,
    runs: {
      done: 'پایان یافت',
      stoppedAtOnce: 'پیش از پایان نخستین پنجره متوقف شد: ترتیب مرحلهٔ نخست',
      failedAtOnce: 'پیش از پایان نخستین پنجره خطا داد: ترتیب مرحلهٔ نخست',
    },
    stopped: (done, windows) => `متوقف شد: ${done} از ${windows} قطعی است`,
    failed: (done, windows) => `خطا داد: پیش از آن ${done} از ${windows} قطعی شده بود`,
  }),
  ru: build('ru', {
    tags: { complete: 'Полный', repaired: 'Исправлен', truncated: 'Обрезан', unparsed: 'Нет порядка' },
    complete: (passages) => `Упорядочено всё: ${passages}.`,
    missing: (identifiers) => `пропущены: ${identifiers}`,
    duplicate: (identifiers) => `повторены: ${identifiers}`,
    unknown: (identifiers) => `названы ${identifiers}, которых в этом окне нет`,
    answer: (deeds) => `В ответе ${deeds}.`,
    missingRule: ' Пропущенные фрагменты стоят после остальных в прежнем порядке.',
    truncated: (places) => `Лимит токенов закончился; успело определиться: ${places}. Остальные сохраняют прежний порядок.`,
    unparsed: (reason) => `Порядок прочитать не удалось (${reason}). Окно остаётся в том порядке, в котором пришло.`,
    reasons: {
      'the answer is neither of the two words': 'ответ – ни одно из двух слов',
      'no readable JSON object': 'нет читаемого объекта JSON',
      'the answer is no list in the system’s own form': 'ответ – не список в собственной форме системы',
      'no line holds the word Document': 'ни в одной строке нет слова Document',
      'a digit that is no integer': 'цифра, которая не целое число',
      'a piece of the list is no number': 'часть списка – не число',
      'the thought was not finished': 'мысль не закончена',
      'the model wrote no answer': 'модель не написала ответа',
      'the answer names no passage': 'ответ не называет ни одного фрагмента',
    },
    thoughtEnds: {
      closed: 'Мысль закончилась сама.',
      settled: 'Рассуждение закрыто: его порядок перестал меняться; ответ дан после этого.',
      skipped: 'Мысль закрыта, потому что вы попросили ответ; он последовал за ней.',
      open: 'Мысль не была закрыта, поэтому порядок из неё не взят.',
      none: 'Мысли не было.',
    },
    forced: (tokens) => `Мысль исчерпала лимит (${tokens}) и была закрыта принудительно; ответ последовал за ней.`,
    runs: {
      done: 'Готово',
      stoppedAtOnce: 'Остановлено до конца первого окна: порядок первого этапа',
      failedAtOnce: 'Сбой до конца первого окна: порядок первого этапа',
    },
    stopped: (done, windows) => `Остановлено: решено ${done}, всего ${windows}`,
    failed: (done, windows) => `Сбой: до него решено ${done}, всего ${windows}`,
  }),
  zh: build('zh', {
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
  }),
};
