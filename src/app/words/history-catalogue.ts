import type { HistoryTrouble, KeptRun } from '../features/history/slice.ts';
import { counted } from './counted.ts';
import type { Catalogue } from './use-words.ts';

export interface HistoryWords {
  readonly title: string;
  readonly keep: string;
  readonly keepHint: string;
  readonly keepThis: string;
  readonly empty: string;
  readonly runs: (count: number) => string;
  readonly usage: (runs: string, bytes: string) => string;
  readonly siteUsage: (site: string, quota: string) => string;
  readonly when: (iso: string) => string;
  readonly outcomes: Readonly<Record<KeptRun['outcome'], string>>;
  readonly open: (name: string) => string;
  readonly name: string;
  readonly rename: string;
  readonly saveName: string;
  readonly leaveName: string;
  readonly remove: string;
  readonly removeAll: string;
  readonly removeAllSure: string;
  readonly removeAllYes: string;
  readonly choose: (name: string) => string;
  readonly compare: string;
  readonly compareHint: string;
  /** Null: the history's own English words are shown. */
  readonly troubles: Readonly<Record<HistoryTrouble['code'], string>> | null;
}

const when =
  (language: string) =>
  (iso: string): string => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime())
      ? iso
      : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
  };

export const historyWords: Catalogue<HistoryWords> = {
  en: {
    title: 'Past runs',
    keep: 'Keep finished runs in this browser',
    keepHint: 'They stay on this machine until you delete them.',
    keepThis: 'Keep the run on stage',
    empty: 'No runs are kept.',
    runs: counted('en', { one: '# run', other: '# runs' }),
    usage: (runs, bytes) => `${runs}, ${bytes}`,
    siteUsage: (site, quota) => `This site uses ${site} of the ${quota} the browser allows it, models included.`,
    when: when('en'),
    outcomes: { complete: 'complete', cancelled: 'stopped', failed: 'failed', running: 'not ended' },
    open: (name) => `Replay ${name}`,
    name: 'Name',
    rename: 'Rename',
    saveName: 'Save the name',
    leaveName: 'Leave it',
    remove: 'Delete',
    removeAll: 'Delete all',
    removeAllSure: 'Delete every kept run? This cannot be undone.',
    removeAllYes: 'Yes, delete all',
    choose: (name) => `Compare ${name}`,
    compare: 'Compare the two chosen',
    compareHint: 'Choose two runs to see them side by side.',
    troubles: null,
  },
  fa: {
    title: 'اجراهای پیشین',
    keep: 'اجراهای پایان‌یافته را در این مرورگر نگه دار',
    keepHint: 'تا پاک نکنید روی همین دستگاه می‌مانند.',
    keepThis: 'اجرای کنونی را نگه دار',
    empty: 'هیچ اجرایی نگه داشته نشده است.',
    runs: counted('fa', { other: '# اجرا' }),
    usage: (runs, bytes) => `${runs}، ${bytes}`,
    siteUsage: (site, quota) => `این سایت با مدل‌ها ${site} از ${quota} مجاز مرورگر را گرفته است.`,
    when: when('fa'),
    outcomes: { complete: 'کامل', cancelled: 'ایستاده', failed: 'ناکام', running: 'پایان‌نیافته' },
    open: (name) => `بازپخش ${name}`,
    name: 'نام',
    rename: 'تغییر نام',
    saveName: 'ذخیرهٔ نام',
    leaveName: 'همین بماند',
    remove: 'پاک کردن',
    removeAll: 'پاک کردن همه',
    removeAllSure: 'همهٔ اجراهای نگه‌داشته پاک شوند؟ بازگشتی ندارد.',
    removeAllYes: 'آری، همه را پاک کن',
    choose: (name) => `مقایسهٔ ${name}`,
    compare: 'مقایسهٔ دو اجرای انتخاب‌شده',
    compareHint: 'دو اجرا را برای دیدن کنار هم انتخاب کنید.',
    troubles: {
      unavailable: 'این مرورگر برای این صفحه چیزی نگه نمی‌دارد: پنجره خصوصی است یا ذخیره‌سازی بسته است.',
      quota: 'مرورگر دیگر جا ندارد. اجراهایی را که نمی‌خواهید پاک کنید.',
      blocked: 'زبانهٔ دیگری تاریخچهٔ قدیمی را باز دارد. آن را ببندید و دوباره بکوشید.',
      newer: 'تاریخچه را نسخهٔ تازه‌تری نوشته است. این زبانه را دوباره بار کنید.',
      missing: 'این اجرا دیگر در تاریخچه نیست.',
      failed: 'ذخیره‌گاه مرورگر کار نکرد. دوباره بکوشید.',
      unreadable: 'این اجرا خوانده نمی‌شود.',
    },
  },
  ru: {
    title: 'Прежние прогоны',
    keep: 'Хранить завершённые прогоны в этом браузере',
    keepHint: 'Они остаются на этой машине, пока вы их не удалите.',
    keepThis: 'Сохранить текущий прогон',
    empty: 'Сохранённых прогонов нет.',
    runs: counted('ru', { one: '# прогон', few: '# прогона', many: '# прогонов', other: '# прогона' }),
    usage: (runs, bytes) => `${runs}, ${bytes}`,
    siteUsage: (site, quota) => `Сайт занимает ${site} из ${quota}, отведённых браузером, вместе с моделями.`,
    when: when('ru'),
    outcomes: { complete: 'завершён', cancelled: 'остановлен', failed: 'сбой', running: 'не окончен' },
    open: (name) => `Повторить ${name}`,
    name: 'Имя',
    rename: 'Переименовать',
    saveName: 'Сохранить имя',
    leaveName: 'Оставить',
    remove: 'Удалить',
    removeAll: 'Удалить все',
    removeAllSure: 'Удалить все сохранённые прогоны? Вернуть их нельзя.',
    removeAllYes: 'Да, удалить все',
    choose: (name) => `Сравнить ${name}`,
    compare: 'Сравнить два выбранных',
    compareHint: 'Выберите два прогона, чтобы увидеть их рядом.',
    troubles: {
      unavailable: 'Браузер ничего не хранит для этой страницы: окно приватное или хранение запрещено.',
      quota: 'В браузере не осталось места. Удалите ненужные прогоны.',
      blocked: 'Другая вкладка держит старую историю открытой. Закройте её и повторите.',
      newer: 'Историю записала более новая версия страницы. Перезагрузите вкладку.',
      missing: 'Этого прогона больше нет в истории.',
      failed: 'Сбой хранилища браузера. Попробуйте ещё раз.',
      unreadable: 'Этот прогон не прочитать.',
    },
  },
  zh: {
    title: '以往的运行',
    keep: '在此浏览器中保存完成的运行',
    keepHint: '在你删除之前，一直留在这台机器上。',
    keepThis: '保存当前的运行',
    empty: '没有保存的运行。',
    runs: counted('zh', { other: '# 次运行' }),
    usage: (runs, bytes) => `${runs}，${bytes}`,
    siteUsage: (site, quota) => `本站（含模型）占用 ${site}，浏览器上限 ${quota}。`,
    when: when('zh'),
    outcomes: { complete: '完成', cancelled: '已停止', failed: '失败', running: '未结束' },
    open: (name) => `回放 ${name}`,
    name: '名称',
    rename: '改名',
    saveName: '保存名称',
    leaveName: '不改',
    remove: '删除',
    removeAll: '全部删除',
    removeAllSure: '删除所有保存的运行？无法撤销。',
    removeAllYes: '是，全部删除',
    choose: (name) => `比较 ${name}`,
    compare: '比较所选的两次',
    compareHint: '选择两次运行并排查看。',
    troubles: {
      unavailable: '此浏览器不为本页保存数据：可能是隐私窗口，或禁止了存储。',
      quota: '浏览器没有空间了。请删除不需要的运行。',
      blocked: '另一个标签页开着旧的历史记录。请关闭它再试。',
      newer: '历史记录由更新的版本写入。请重新加载此标签页。',
      missing: '历史记录中已没有这次运行。',
      failed: '浏览器存储出错。请再试一次。',
      unreadable: '无法读取这次运行。',
    },
  },
};
