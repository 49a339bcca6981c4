import type { RunView } from '../../core/log/view.ts';
import { selectStatus } from '../../core/read/status.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue, Language } from './use-words.ts';

/** The page's one live message: nothing per token, one sentence per window and one at the end. */
export interface StatusWords {
  readonly run: (run: RunView | null) => string;
}

interface Messages {
  /** `moved`: what moved most, as a clause. */
  readonly window: (window: { readonly done: string; readonly total: string; readonly moved: string }) => string;
  readonly moved: (from: string, to: string) => string;
  readonly nothingMoved: string;
  readonly ends: Readonly<Record<'complete' | 'cancelled' | 'failed', string>>;
  readonly kept: (done: string, total: string) => string;
  /** The first passage: its title, or its first words. */
  readonly first: (start: string) => string;
}

/** Sentences of one message stand apart by a space, where the language has spaces. */
function build(language: Language, say: Messages): StatusWords {
  const { number } = formatWords[language];
  const join = (...sentences: readonly string[]): string =>
    sentences.filter((text) => text !== '').join(language === 'zh' ? '' : ' ');
  return {
    run(run) {
      const status = selectStatus(run);
      if (run === null || status === null) return '';
      const [done, total] = [number(status.done), number(status.total)];
      if (status.type === 'window') {
        const { move } = status;
        const moved = move === null ? say.nothingMoved : say.moved(number(move.from), number(move.to));
        return say.window({ done, total, moved });
      }
      const end = say.ends[status.outcome];
      if (status.outcome !== 'complete') return join(end, say.kept(done, total));
      const first = run.request.candidates.find((candidate) => candidate.docId === status.first);
      return join(end, first === undefined ? '' : say.first(first.title ?? first.text.slice(0, 80)));
    },
  };
}

export const statusWords: Catalogue<StatusWords> = {
  en: build('en', {
    window: ({ done, total, moved }) => `Window ${done} of ${total} done: ${moved}.`,
    moved: (from, to) => `the passage from place ${from} is now at ${to}`,
    nothingMoved: 'nothing moved up',
    ends: { complete: 'Ranking done.', cancelled: 'Ranking stopped.', failed: 'Ranking failed.' },
    kept: (done, total) => `${done} of ${total} windows are kept.`,
    first: (start) => `First: ${start}`,
  }),
  fa: build('fa', {
    window: ({ done, total, moved }) => `پنجرهٔ ${done} از ${total} تمام شد: ${moved}.`,
    moved: (from, to) => `متنِ جایگاه ${from} اکنون در جایگاه ${to} است`,
    nothingMoved: 'چیزی بالا نیامد',
    ends: { complete: 'رتبه‌بندی پایان یافت.', cancelled: 'رتبه‌بندی متوقف شد.', failed: 'رتبه‌بندی خطا داد.' },
    kept: (done, total) => `${done} از ${total} پنجره نگه داشته شد.`,
    first: (start) => `نخست: \u2068${start}\u2069`,
  }),
  ru: build('ru', {
    window: ({ done, total, moved }) => `Окно ${done} из ${total} готово: ${moved}.`,
    moved: (from, to) => `фрагмент с места ${from} теперь на месте ${to}`,
    nothingMoved: 'вверх ничего не поднялось',
    ends: {
      complete: 'Ранжирование завершено.',
      cancelled: 'Ранжирование остановлено.',
      failed: 'Ранжирование прервано сбоем.',
    },
    kept: (done, total) => `Сохранено окон: ${done} из ${total}.`,
    first: (start) => `Первый: ${start}`,
  }),
  zh: build('zh', {
    window: ({ done, total, moved }) => `第 ${done} 个窗口（共 ${total} 个）完成：${moved}。`,
    moved: (from, to) => `原第 ${from} 位的段落现在排第 ${to} 位`,
    nothingMoved: '没有段落上升',
    ends: { complete: '排序完成。', cancelled: '排序已停止。', failed: '排序失败。' },
    kept: (done, total) => `保留了 ${total} 个窗口中的 ${done} 个。`,
    first: (start) => `第一位：${start}`,
  }),
};
