import type { ShareProblem } from '../../core/export/share-link.ts';
import type { LogFileProblem } from '../../core/log/file.ts';
import type { InputNotice } from '../features/input/notice.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** Why something that was to be opened is not, or what was read otherwise than it stands. */
export interface InputNoticeWords {
  readonly notice: (notice: InputNotice) => string;
  readonly dismiss: string;
}

/** Of the codes of a log's problems only these keep it from being shown. */
type LogReason = 'bad-json' | 'newer-schema' | 'not-a-log';
type LinkReason = ShareProblem['code'];

function reasonOf({ code }: LogFileProblem): LogReason {
  return code === 'bad-json' || code === 'newer-schema' ? code : 'not-a-log';
}

/** What is wrong with a shared link, and the next step, in English. */
function linkEn(problem: ShareProblem): string {
  const again = 'Ask for the link again, or for the run as a file.';
  switch (problem.code) {
    case 'other-version':
      return 'The link was made by another version of this page. Reload the page to get its newest version, or ask for the run as a file.';
    case 'too-large':
      return problem.unit === 'characters'
        ? `The link has ${en.number(problem.size)} characters; this page writes at most ${en.number(problem.most)}. ${again}`
        : `The link unfolds to ${en.number(problem.size)} bytes; at most ${en.number(problem.most)} are opened from a link. ${again}`;
    case 'damaged':
      return {
        cut: `The link is not whole: a part of it is missing. ${again}`,
        'check-sum': `The link is damaged: its contents do not match their check sum. ${again}`,
        packing: `The link is damaged: its contents cannot be unpacked. ${again}`,
      }[problem.how];
    case 'not-a-log':
      return `The link holds no run that can be shown. ${again}`;
  }
}

const { en, fa, ru, zh } = formatWords;
const logFa: Readonly<Record<LogReason, string>> = {
  'bad-json': 'JSON درست نیست. شاید پرونده نیمه‌کاره مانده یا تغییر کرده است.',
  'newer-schema': 'این گزارش از نسخهٔ دیگری است. با همان نسخه یا نسخه‌ای تازه‌تر بازش کنید.',
  'not-a-log': 'این گزارش اجرا نیست یا کامل نیست. گزارش را دوباره ذخیره کنید.',
};
const logRu: Readonly<Record<LogReason, string>> = {
  'bad-json': 'ошибка в JSON. Возможно, файл обрезан или изменён.',
  'newer-schema': 'журнал записан другой версией. Откройте его ею или более новой.',
  'not-a-log': 'это не журнал прогона, или он неполон. Сохраните журнал ещё раз.',
};
const logZh: Readonly<Record<LogReason, string>> = {
  'bad-json': 'JSON 有误。文件可能被截断或改动。',
  'newer-schema': '此日志由另一版本写入。请用该版本或更新的版本打开。',
  'not-a-log': '这不是运行日志，或不完整。请重新保存日志。',
};
const linkFa: Readonly<Record<LinkReason, string>> = {
  'other-version': 'نسخهٔ دیگری از این صفحه آن را ساخته است. صفحه را دوباره بارگذاری کنید یا اجرا را به‌صورت پرونده بخواهید.',
  'too-large': 'بلندتر از آن است که از یک پیوند باز شود. اجرا را به‌صورت پرونده بخواهید.',
  damaged: 'پیوند کامل نیست یا آسیب دیده است. پیوند را دوباره بخواهید یا اجرا را به‌صورت پرونده.',
  'not-a-log': 'اجرایی در آن نیست که بتوان نشان داد. پیوند را دوباره بخواهید یا اجرا را به‌صورت پرونده.',
};
const linkRu: Readonly<Record<LinkReason, string>> = {
  'other-version': 'Её сделала другая версия страницы. Перезагрузите страницу или попросите прогон файлом.',
  'too-large': 'Она длиннее, чем открывается из ссылки. Попросите прогон файлом.',
  damaged: 'Она неполна или повреждена. Попросите ссылку ещё раз или прогон файлом.',
  'not-a-log': 'В ней нет прогона, который можно показать. Попросите ссылку ещё раз или прогон файлом.',
};
const linkZh: Readonly<Record<LinkReason, string>> = {
  'other-version': '它由本页的另一版本生成。请重新加载本页，或索取运行的文件。',
  'too-large': '它太长，不能从链接打开。请索取运行的文件。',
  damaged: '链接不完整或已损坏。请重新索取链接或运行的文件。',
  'not-a-log': '其中没有可以显示的运行。请重新索取链接或运行的文件。',
};

export const inputNoticeWords: Catalogue<InputNoticeWords> = {
  en: {
    notice: (notice) => {
      switch (notice.type) {
        case 'sample':
          return `The sample could not be read (${notice.detail}). Your text is untouched.`;
        case 'not-text':
          return `“${notice.name}” is no text. Save it as plain text, CSV or JSON and drop it again. Your text is untouched.`;
        case 'too-large':
          return `“${notice.name}” cannot be read: it has ${en.number(notice.mebibytes)} MiB, more than a browser can hold as one text. Cut it into files below 500 MiB.`;
        case 'broken-bytes':
          return `“${notice.name}” holds ${en.number(notice.count)} broken characters: each is read as �.`;
        case 'log':
          return `“${notice.name}”, line ${notice.problem.line}, column ${notice.problem.column}: ${notice.problem.message} ${notice.problem.hint}`;
        case 'log-while-running':
          return `“${notice.name}” holds a run. Stop the run on stage first, then drop it again.`;
        case 'link':
          return `The shared link cannot be opened. ${linkEn(notice.problem)}`;
        case 'invocations':
          return {
            'no-prompts': 'This run cannot be replayed: a stored prompt holds no numbered passages.',
            unmatched: 'This run cannot be replayed: a passage of a prompt is none of the candidates, or several.',
            'no-order': 'This run cannot be replayed: its windows do not fit into one list.',
          }[notice.reason];
      }
    },
    dismiss: 'Dismiss',
  },
  fa: {
    notice: (notice) => {
      switch (notice.type) {
        case 'sample':
          return `نمونه خوانده نشد. متن شما دست‌نخورده است.`;
        case 'not-text':
          return `«${notice.name}» متن نیست. آن را به‌صورت متن ساده، CSV یا JSON ذخیره کنید. متن شما دست‌نخورده است.`;
        case 'too-large':
          return `«${notice.name}» خوانده نمی‌شود: ${fa.number(notice.mebibytes)} مبی‌بایت است، بیش از آنچه مرورگر در یک متن جا می‌دهد. آن را به پرونده‌های کوچک‌تر از ${fa.number(500)} مبی‌بایت ببرید.`;
        case 'broken-bytes':
          return `«${notice.name}» نویسه‌های شکسته دارد (${fa.number(notice.count)}): هر یک � خوانده شد.`;
        case 'log':
          return `«${notice.name}»، سطر ${fa.number(notice.problem.line)}، ستون ${fa.number(notice.problem.column)}: ${logFa[reasonOf(notice.problem)]}`;
        case 'log-while-running':
          return `«${notice.name}» یک اجراست. نخست اجرای کنونی را بایستانید، سپس دوباره رها کنید.`;
        case 'link':
          return `پیوند هم‌رسانی باز نمی‌شود. ${linkFa[notice.problem.code]}`;
        case 'invocations':
          return {
            'no-prompts': 'این اجرا بازپخش نمی‌شود: پرامپتی متن شماره‌دار ندارد.',
            unmatched: 'این اجرا بازپخش نمی‌شود: متنی از پرامپت در نامزدها نیست یا چند بار هست.',
            'no-order': 'این اجرا بازپخش نمی‌شود: پنجره‌هایش در یک فهرست نمی‌گنجند.',
          }[notice.reason];
      }
    },
    dismiss: 'بستن',
  },
  ru: {
    notice: (notice) => {
      switch (notice.type) {
        case 'sample':
          return `Пример не прочитан. Ваш текст не тронут.`;
        case 'not-text':
          return `«${notice.name}» – не текст. Сохраните как простой текст, CSV или JSON и перетащите снова. Ваш текст не тронут.`;
        case 'too-large':
          return `«${notice.name}» не прочитать: в файле ${ru.number(notice.mebibytes)} МиБ – больше, чем браузер держит одним текстом. Разрежьте его на файлы меньше ${ru.number(500)} МиБ.`;
        case 'broken-bytes':
          return `В «${notice.name}» повреждённых знаков: ${ru.number(notice.count)}; каждый прочитан как �.`;
        case 'log':
          return `«${notice.name}», строка ${notice.problem.line}, столбец ${notice.problem.column}: ${logRu[reasonOf(notice.problem)]}`;
        case 'log-while-running':
          return `В «${notice.name}» – прогон. Сначала остановите текущий, затем перетащите снова.`;
        case 'link':
          return `Ссылку не открыть. ${linkRu[notice.problem.code]}`;
        case 'invocations':
          return {
            'no-prompts': 'Этот прогон не повторить: в промпте нет нумерованных фрагментов.',
            unmatched: 'Этот прогон не повторить: фрагмент из промпта не найден среди кандидатов или найден несколько раз.',
            'no-order': 'Этот прогон не повторить: его окна не складываются в один список.',
          }[notice.reason];
      }
    },
    dismiss: 'Закрыть',
  },
  zh: {
    notice: (notice) => {
      switch (notice.type) {
        case 'sample':
          return `无法读取示例。你的文字没有改动。`;
        case 'not-text':
          return `“${notice.name}”不是文本。请存为纯文本、CSV 或 JSON 再拖入。你的文字没有改动。`;
        case 'too-large':
          return `无法读取“${notice.name}”：文件有 ${zh.number(notice.mebibytes)} MiB，超出浏览器一段文本的上限。请拆成小于 ${zh.number(500)} MiB 的文件。`;
        case 'broken-bytes':
          return `“${notice.name}”有 ${zh.number(notice.count)} 个损坏的字符，均读作 �。`;
        case 'log':
          return `“${notice.name}”第 ${notice.problem.line} 行第 ${notice.problem.column} 列：${logZh[reasonOf(notice.problem)]}`;
        case 'log-while-running':
          return `“${notice.name}”是一次运行。请先停止当前运行，再拖入。`;
        case 'link':
          return `无法打开分享链接。${linkZh[notice.problem.code]}`;
        case 'invocations':
          return {
            'no-prompts': '无法回放：有的提示词里没有编号段落。',
            unmatched: '无法回放：提示词中的段落在候选中找不到，或不止一个。',
            'no-order': '无法回放：各窗口拼不成同一个列表。',
          }[notice.reason];
      }
    },
    dismiss: '关闭',
  },
};
