import type { ExportKind } from '../../core/export/index.ts';
import type { ExportNotice } from '../features/export/slice.ts';
import type { Catalogue } from './use-words.ts';

export interface ExportWords {
  readonly title: string;
  readonly saveAs: string;
  readonly kinds: Readonly<Record<ExportKind, { readonly name: string; readonly about: string }>>;
  readonly copyLink: string;
  readonly copyLinkAbout: string;
  readonly print: string;
  readonly importHint: string;
  readonly notice: (notice: Exclude<ExportNotice, { readonly type: 'link-shown' }>, characters: string, most: string) => string;
  readonly linkShown: string;
  readonly linkNotWhole: string;
  readonly saveFileInstead: string;
}

export const exportWords: Catalogue<ExportWords> = {
  en: {
    title: 'Save and share',
    saveAs: 'Save as',
    kinds: {
      log: { name: 'Log (JSON)', about: 'everything; can be opened here again' },
      html: { name: 'Replay (HTML)', about: 'one file that shows the run without a model or a network' },
      markdown: { name: 'Report (Markdown)', about: 'order, reasoning and settings to read' },
      csv: { name: 'Table (CSV)', about: 'one row a passage; formulas are made harmless' },
      trec: { name: 'TREC run', about: 'qid Q0 docid rank score tag' },
      'rank-llm-requests': { name: 'RankLLM requests', about: 'query and passages' },
      'rank-llm-results': { name: 'RankLLM results', about: 'the order and every model call' },
    },
    copyLink: 'Copy a link to this run',
    copyLinkAbout: 'the run stands in the link itself; nothing is uploaded',
    print: 'Print',
    importHint: 'To open a saved log or replay, drop it anywhere on the page.',
    notice: (notice, characters, most) => {
      switch (notice.type) {
        case 'link-copied':
          return `The link is copied (${characters} characters).`;
        case 'link-too-large':
          return notice.characters === null
            ? `This run is too large for a link; at most ${most} characters fit.`
            : `A link to this run would have ${characters} characters; at most ${most} fit.`;
        case 'replay-failed':
          return `The replay could not be saved${notice.detail === null ? '' : ` (${notice.detail})`}. Reload the page and try again, or save the log as JSON instead.`;
      }
    },
    linkShown: 'The browser does not let this page copy. Copy the link by hand:',
    linkNotWhole: 'To fit, it leaves out the movement inside windows; the order and the texts are whole.',
    saveFileInstead: 'Save the replay as a file instead',
  },
  fa: {
    title: 'ذخیره و هم‌رسانی',
    saveAs: 'ذخیره به‌صورت',
    kinds: {
      log: { name: 'گزارش (JSON)', about: 'همه چیز؛ اینجا دوباره باز می‌شود' },
      html: { name: 'بازپخش (HTML)', about: 'یک پرونده که اجرا را بی مدل و بی شبکه نشان می‌دهد' },
      markdown: { name: 'گزارش خواندنی (Markdown)', about: 'ترتیب، استدلال و تنظیم‌ها' },
      csv: { name: 'جدول (CSV)', about: 'هر متن یک ردیف؛ فرمول‌ها بی‌اثر می‌شوند' },
      trec: { name: 'اجرای TREC', about: 'qid Q0 docid rank score tag' },
      'rank-llm-requests': { name: 'درخواست‌های RankLLM', about: 'پرسش و متن‌ها' },
      'rank-llm-results': { name: 'نتیجه‌های RankLLM', about: 'ترتیب و همهٔ فراخوانی‌های مدل' },
    },
    copyLink: 'رونوشت پیوند این اجرا',
    copyLinkAbout: 'اجرا در خود پیوند است؛ چیزی فرستاده نمی‌شود',
    print: 'چاپ',
    importHint: 'برای باز کردن گزارش یا بازپخش، آن را هر جای صفحه رها کنید.',
    notice: (notice, characters, most) => {
      switch (notice.type) {
        case 'link-copied':
          return `پیوند رونوشت شد (${characters} نویسه).`;
        case 'link-too-large':
          return notice.characters === null
            ? `این اجرا برای پیوند بزرگ است؛ بیشینه ${most} نویسه است.`
            : `پیوند این اجرا ${characters} نویسه می‌شد؛ بیشینه ${most} است.`;
        case 'replay-failed':
          return `بازپخش ذخیره نشد. صفحه را دوباره بارگذاری کنید، یا گزارش را به‌صورت JSON ذخیره کنید.`;
      }
    },
    linkShown: 'مرورگر اجازهٔ رونوشت نمی‌دهد. پیوند را خودتان بردارید:',
    linkNotWhole: 'برای جا شدن، جابه‌جایی درون پنجره‌ها کنار گذاشته شد؛ ترتیب و متن‌ها کامل‌اند.',
    saveFileInstead: 'به‌جایش بازپخش را پرونده کن',
  },
  ru: {
    title: 'Сохранить и поделиться',
    saveAs: 'Сохранить как',
    kinds: {
      log: { name: 'Журнал (JSON)', about: 'всё; можно снова открыть здесь' },
      html: { name: 'Повтор (HTML)', about: 'один файл, который показывает прогон без модели и сети' },
      markdown: { name: 'Отчёт (Markdown)', about: 'порядок, рассуждение и настройки для чтения' },
      csv: { name: 'Таблица (CSV)', about: 'одна строка на фрагмент; формулы обезврежены' },
      trec: { name: 'Прогон TREC', about: 'qid Q0 docid rank score tag' },
      'rank-llm-requests': { name: 'Запросы RankLLM', about: 'запрос и фрагменты' },
      'rank-llm-results': { name: 'Результаты RankLLM', about: 'порядок и все вызовы модели' },
    },
    copyLink: 'Скопировать ссылку на прогон',
    copyLinkAbout: 'прогон стоит в самой ссылке; ничего не отправляется',
    print: 'Печать',
    importHint: 'Чтобы открыть журнал или повтор, перетащите его в любое место страницы.',
    notice: (notice, characters, most) => {
      switch (notice.type) {
        case 'link-copied':
          return `Ссылка скопирована (знаков: ${characters}).`;
        case 'link-too-large':
          return notice.characters === null
            ? `Прогон слишком велик для ссылки; помещается не более ${most} знаков.`
            : `В ссылке было бы ${characters} знаков; помещается не более ${most}.`;
        case 'replay-failed':
          return `Повтор не сохранён. Перезагрузите страницу или сохраните журнал как JSON.`;
      }
    },
    linkShown: 'Браузер не даёт копировать. Скопируйте ссылку сами:',
    linkNotWhole: 'Чтобы поместиться, опущены перемещения внутри окон; порядок и слова целы.',
    saveFileInstead: 'Сохранить повтор файлом',
  },
  zh: {
    title: '保存与分享',
    saveAs: '保存为',
    kinds: {
      log: { name: '日志（JSON）', about: '全部内容；可在此重新打开' },
      html: { name: '回放（HTML）', about: '单个文件，无需模型和网络即可查看' },
      markdown: { name: '报告（Markdown）', about: '可读的排序、推理和设置' },
      csv: { name: '表格（CSV）', about: '每段一行；公式已失效处理' },
      trec: { name: 'TREC run', about: 'qid Q0 docid rank score tag' },
      'rank-llm-requests': { name: 'RankLLM 请求', about: '查询与段落' },
      'rank-llm-results': { name: 'RankLLM 结果', about: '排序与每次模型调用' },
    },
    copyLink: '复制此次运行的链接',
    copyLinkAbout: '运行内容就在链接里；不会上传任何东西',
    print: '打印',
    importHint: '要打开保存的日志或回放，把它拖到页面任意处。',
    notice: (notice, characters, most) => {
      switch (notice.type) {
        case 'link-copied':
          return `链接已复制（${characters} 个字符）。`;
        case 'link-too-large':
          return notice.characters === null
            ? `此次运行太大，放不进链接；最多 ${most} 个字符。`
            : `链接需要 ${characters} 个字符；最多 ${most} 个。`;
        case 'replay-failed':
          return `回放未能保存。请重新加载本页，或将日志存为 JSON。`;
      }
    },
    linkShown: '浏览器不允许本页复制。请手动复制链接：',
    linkNotWhole: '为了放得下，省去了窗口内部的移动；排序和文字完整。',
    saveFileInstead: '改为保存回放文件',
  },
};
