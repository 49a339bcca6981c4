import type { OpenedNote } from '../../core/log/invocations.ts';
import type { LogOrigin } from '../features/timeline/slice.ts';
import type { Catalogue } from './use-words.ts';

type ShortcutUse = 'query' | 'rank' | 'stop' | 'nextRow' | 'previousRow' | 'trace' | 'windows' | 'help';

/** What stands around the views: language, keyboard help, where an opened run came from, the replay file's own words. */
export interface ShellWords {
  readonly language: string;
  readonly help: string;
  readonly shortcuts: string;
  readonly shortcutUses: Readonly<Record<ShortcutUse, string>>;
  readonly shortcutsOn: string;
  readonly shortcutsNote: string;
  readonly close: string;
  readonly charts: string;
  readonly howTitle: string;
  readonly howLabel: string;
  readonly how: readonly [string, string, string];
  readonly opened: (origin: LogOrigin) => string;
  /** Null: the note's own English words are shown. */
  readonly openedNotes: Readonly<Record<OpenedNote['code'], string>> | null;
  readonly replay: {
    readonly about: (file: { readonly version: string; readonly model: string; readonly savedAt: string }) => string;
    readonly empty: string;
    readonly refused: string;
  };
}

export const shellWords: Catalogue<ShellWords> = {
  en: {
    language: 'Language',
    help: 'Keyboard',
    shortcuts: 'Keyboard shortcuts',
    shortcutUses: {
      query: 'write the query',
      rank: 'rank',
      stop: 'stop the run',
      nextRow: 'next row of the list',
      previousRow: 'previous row',
      trace: 'from a row to what the trace says of it',
      windows: 'a window back, a window on',
      help: 'this help',
    },
    shortcutsOn: 'Use these keys',
    shortcutsNote: 'While you type in a field only Esc acts. Everything can be reached with Tab and Enter too.',
    close: 'Close',
    charts: 'Ranks over the windows',
    howTitle: 'What happens when you press Rank',
    howLabel: 'How it works',
    how: [
      'The model comes from this site into your browser, once, and runs on your graphics processor.',
      'It reads the passages a window at a time and writes down what it finds, quoting them. Every quote is checked.',
      'It answers with an order. The list moves; what was cut, repaired or forced is said.',
    ],
    opened: (origin) => {
      switch (origin.type) {
        case 'file':
          return `A replay of ${origin.name}.`;
        case 'history':
          return `A replay from the past runs: ${origin.name}.`;
        case 'experiment':
          return `Query ${origin.qid} under ${origin.configuration}, from the experiment ${origin.name}.`;
        case 'link':
          return 'A replay from a shared link.';
        case 'invocations':
          return 'A replay of a run made by another program, put together from its model calls.';
      }
    },
    openedNotes: null,
    replay: {
      about: ({ version, model, savedAt }) =>
        `A run of Glassrank ${version} with ${model}, saved ${savedAt}. This file holds all it shows and asks nothing of the network.`,
      empty: 'This is the empty template of the replay file. Save a run as HTML from Glassrank to get one with a run inside.',
      refused: 'This replay cannot be shown',
    },
  },
  fa: {
    language: 'زبان',
    help: 'صفحه‌کلید',
    shortcuts: 'میان‌برهای صفحه‌کلید',
    shortcutUses: {
      query: 'نوشتن پرسش',
      rank: 'رتبه‌بندی',
      stop: 'ایستاندن اجرا',
      nextRow: 'ردیف بعدی فهرست',
      previousRow: 'ردیف پیشین',
      trace: 'از ردیف به گفتهٔ استدلال دربارهٔ آن',
      windows: 'یک پنجره پس، یک پنجره پیش',
      help: 'این راهنما',
    },
    shortcutsOn: 'این کلیدها به کار روند',
    shortcutsNote: 'هنگام نوشتن در کادرها تنها Esc کار می‌کند. با Tab و Enter نیز به همه چیز می‌رسید.',
    close: 'بستن',
    charts: 'رتبه‌ها در گذر پنجره‌ها',
    howTitle: 'با فشردن «رتبه‌بندی» چه می‌شود',
    howLabel: 'چگونه کار می‌کند',
    how: [
      'مدل یک بار از همین سایت به مرورگر شما می‌آید و روی پردازندهٔ گرافیکی شما کار می‌کند.',
      'متن‌ها را پنجره به پنجره می‌خواند و یافته‌هایش را با نقل قول می‌نویسد. هر نقل قول وارسی می‌شود.',
      'با یک ترتیب پاسخ می‌دهد. فهرست جابه‌جا می‌شود؛ آنچه بریده، اصلاح یا وادار شد گفته می‌شود.',
    ],
    opened: (origin) => {
      switch (origin.type) {
        case 'file':
          return `بازپخش ${origin.name}.`;
        case 'history':
          return `بازپخش از اجراهای پیشین: ${origin.name}.`;
        case 'experiment':
          return `پرسش ${origin.qid} با پیکربندی ${origin.configuration}، از آزمایش ${origin.name}.`;
        case 'link':
          return 'بازپخش از پیوند هم‌رسانی.';
        case 'invocations':
          return 'بازپخش اجرایی از برنامه‌ای دیگر، ساخته از فراخوانی‌های مدل آن.';
      }
    },
    openedNotes: {
      'bad-json': 'JSON درست نیست.',
      'not-a-log': 'این گزارش اجرا نیست.',
      'newer-schema': 'این گزارش از نسخهٔ دیگری است.',
      'bad-event': 'رویدادی در گزارش نمی‌خواند؛ رویدادهای پیش از آن نشان داده می‌شوند.',
      'no-end': 'گزارش پیش از پایان اجرا تمام می‌شود؛ تا همان‌جا نشان داده می‌شود.',
      'unknown-events': 'برخی رویدادها را این نسخه نمی‌شناسد؛ نگه داشته می‌شوند و نشان داده نمی‌شوند.',
      'times-unknown': 'زمان‌ها ثبت نشده‌اند: همهٔ رویدادها در ۰:۰۰ و سرعت‌ها ۰ هستند.',
      'settings-unknown': 'تنظیم‌ها ثبت نشده‌اند: اندازه و گام پنجره از پرامپت‌ها خوانده شد.',
      'model-unknown': 'نام مدل در این پرونده نیست.',
      'tokens-unknown': 'شمار توکن برخی فراخوانی‌ها نیست و ۰ آمده است.',
      'other-final-order': 'ترتیب نامزدهای پرونده نه آغاز این فراخوانی‌هاست نه پایان آن‌ها.',
      'changed-model': 'پس از ذخیره، شناسهٔ مدل در گزارش تغییر کرده است.',
      'changed-request': 'پس از ذخیره، پرسش یا متن‌ها در گزارش تغییر کرده‌اند.',
      'changed-prompts': 'پس از ذخیره، پرامپت‌ها در گزارش تغییر کرده‌اند.',
    },
    replay: {
      about: ({ version, model, savedAt }) =>
        `اجرایی از Glassrank ${version} با ${model}، ذخیره‌شده در ${savedAt}. این پرونده همه چیزش را دارد و از شبکه چیزی نمی‌خواهد.`,
      empty: 'این قالب خالی بازپخش است. اجرایی را از Glassrank به HTML ذخیره کنید.',
      refused: 'این بازپخش نشان داده نمی‌شود',
    },
  },
  ru: {
    language: 'Язык',
    help: 'Клавиатура',
    shortcuts: 'Горячие клавиши',
    shortcutUses: {
      query: 'написать запрос',
      rank: 'ранжировать',
      stop: 'остановить прогон',
      nextRow: 'следующая строка списка',
      previousRow: 'предыдущая строка',
      trace: 'от строки к тому, что о ней сказано в рассуждении',
      windows: 'на окно назад, на окно вперёд',
      help: 'эта справка',
    },
    shortcutsOn: 'Использовать эти клавиши',
    shortcutsNote: 'Пока вы пишете в поле, действует только Esc. Всё доступно и через Tab и Enter.',
    close: 'Закрыть',
    charts: 'Места по окнам',
    howTitle: 'Что будет, когда вы нажмёте «Ранжировать»',
    howLabel: 'Как это работает',
    how: [
      'Модель один раз приходит с этого сайта в ваш браузер и работает на вашем графическом процессоре.',
      'Она читает фрагменты окно за окном и записывает найденное с цитатами. Каждая цитата проверяется.',
      'Она отвечает порядком. Список движется; что обрезано, исправлено или прервано, о том сказано.',
    ],
    opened: (origin) => {
      switch (origin.type) {
        case 'file':
          return `Повтор файла ${origin.name}.`;
        case 'history':
          return `Повтор из прежних прогонов: ${origin.name}.`;
        case 'experiment':
          return `Запрос ${origin.qid}, конфигурация ${origin.configuration}, эксперимент ${origin.name}.`;
        case 'link':
          return 'Повтор по ссылке.';
        case 'invocations':
          return 'Повтор прогона другой программы, собранный из её вызовов модели.';
      }
    },
    openedNotes: {
      'bad-json': 'Ошибка в JSON.',
      'not-a-log': 'Это не журнал прогона.',
      'newer-schema': 'Журнал записан другой версией.',
      'bad-event': 'Одно событие не подходит; показаны те, что до него.',
      'no-end': 'Журнал кончается раньше прогона; показано, сколько есть.',
      'unknown-events': 'Некоторых событий эта версия не знает; они сохранены, но не показаны.',
      'times-unknown': 'Времена не записаны: все события стоят на 0:00, скорости равны 0.',
      'settings-unknown': 'Настройки не записаны: размер и шаг окна взяты из промптов.',
      'model-unknown': 'Модель в файле не названа.',
      'tokens-unknown': 'У некоторых вызовов нет числа токенов; стоит 0.',
      'other-final-order': 'Кандидаты в файле стоят ни в начальном, ни в конечном порядке этих вызовов.',
      'changed-model': 'После сохранения в журнале изменена модель.',
      'changed-request': 'После сохранения в журнале изменены запрос или фрагменты.',
      'changed-prompts': 'После сохранения в журнале изменены промпты.',
    },
    replay: {
      about: ({ version, model, savedAt }) =>
        `Прогон Glassrank ${version} с ${model}, сохранён ${savedAt}. В файле есть всё, что он показывает; сеть ему не нужна.`,
      empty: 'Это пустой шаблон повтора. Сохраните прогон из Glassrank как HTML.',
      refused: 'Этот повтор не показать',
    },
  },
  zh: {
    language: '语言',
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
    shortcutsNote: '在输入框中打字时只有 Esc 起作用。用 Tab 和 Enter 也能到达所有地方。',
    close: '关闭',
    charts: '各窗口中的名次',
    howTitle: '按下“排序”后会发生什么',
    howLabel: '工作方式',
    how: [
      '模型从本站下载到浏览器，只需一次，并在你的图形处理器上运行。',
      '它逐个窗口阅读段落，引用原文写下所见。每处引用都会核对。',
      '它给出一个排序。列表随之移动；截断、修复或强制之处都会说明。',
    ],
    opened: (origin) => {
      switch (origin.type) {
        case 'file':
          return `${origin.name} 的回放。`;
        case 'history':
          return `以往运行的回放：${origin.name}。`;
        case 'experiment':
          return `实验“${origin.name}”中查询 ${origin.qid} 在配置“${origin.configuration}”下的运行。`;
        case 'link':
          return '来自分享链接的回放。';
        case 'invocations':
          return '另一程序所做运行的回放，由其模型调用拼成。';
      }
    },
    openedNotes: {
      'bad-json': 'JSON 有误。',
      'not-a-log': '这不是运行日志。',
      'newer-schema': '此日志由另一版本写入。',
      'bad-event': '有一个事件不合；显示它之前的事件。',
      'no-end': '日志在运行结束前中断；显示已有部分。',
      'unknown-events': '有些事件本版本不认识；已保留，但不显示。',
      'times-unknown': '没有记录时间：所有事件都在 0:00，速率为 0。',
      'settings-unknown': '没有记录设置：窗口大小和步长由提示词推得。',
      'model-unknown': '文件中没有模型名称。',
      'tokens-unknown': '有些调用没有词元数；记为 0。',
      'other-final-order': '文件中候选的顺序既不是这些调用的起始顺序，也不是最终顺序。',
      'changed-model': '保存之后，日志中的模型被改动过。',
      'changed-request': '保存之后，日志中的查询或段落被改动过。',
      'changed-prompts': '保存之后，日志中的提示词被改动过。',
    },
    replay: {
      about: ({ version, model, savedAt }) =>
        `Glassrank ${version} 用 ${model} 的一次运行，保存于 ${savedAt}。此文件包含所显示的一切，不访问网络。`,
      empty: '这是空的回放模板。请在 Glassrank 中把运行保存为 HTML。',
      refused: '无法显示此回放',
    },
  },
};
