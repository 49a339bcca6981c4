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
      const wanted = fault.marks.length === 0 ? 'значение' : fault.marks.map(set).join(' или ');
      const found = fault.found === null ? 'текст кончился' : `стоит ${set(fault.found)}`;
      return `здесь ожидалось ${fault.marks.join() === '"' ? 'имя в двойных кавычках' : wanted}, а ${found}`;
    }
    case 'endless-string':
      return 'строка, которая здесь начинается, не закрыта';
    case 'unknown-escape':
      return 'такого экранирования в JSON нет';
    case 'bare-control':
      return 'внутри строки стоит перевод строки или управляющий знак';
    case 'after-end':
      return `после конца значения стоит ${set(fault.found)}`;
  }
}

export function jsonProblem(problem: JsonProblem): string {
  switch (problem.code) {
    case 'bad-json':
      return `Это не JSON: ${jsonFault(problem.fault)}.`;
    case 'too-deep':
      return `Скобки вложены глубже ${number(problem.most)} уровней.`;
    case 'not-a-request':
      return 'Массив пуст.';
  }
}

function expected(wanted: LogExpected): string {
  switch (wanted.code) {
    case 'whole-number':
      return wanted.least === null ? 'целое число' : `целое число от ${number(wanted.least)}`;
    case 'one-of':
      return `одно из ${set(wanted.words.join(', '))}`;
    case 'value':
      return `значение ${set(wanted.value)}`;
    case 'field':
      return `объект с полем ${set(wanted.name)}`;
    case 'stretch':
      return `отрезок списка (мест: ${number(wanted.places)})`;
    case 'next-window':
      return `окно ${number(wanted.window)} (считая с 0) после конца предыдущего`;
    case 'time':
      return `время не раньше ${number(wanted.least)} мс`;
    default:
      return {
        text: 'текст',
        'true-or-false': 'логическое значение',
        number: 'число',
        amount: 'число от 0',
        'text-or-number': 'текст или число',
        list: 'список',
        map: 'отображение',
        object: 'объект',
        'distinct-texts': 'список различных текстов',
        'distinct-ids': 'список конфигураций с различными идентификаторами',
        'at-least-one': 'непустой список',
        'two-whole-numbers': 'два целых числа от 0',
        'other-docid': 'docid, которого нет у других фрагментов',
        'one-start': 'единственное событие начала прогона, первым',
        'every-passage-once': 'каждый фрагмент запроса ровно один раз',
        'numbered-passage': 'фрагмент запроса с номером по месту',
        'begun-window': 'начавшееся окно',
        'open-window': 'открытое окно',
        nothing: 'конец журнала: прогон уже окончен',
      }[wanted.code];
  }
}

function problem(found: LogFileProblem): ToldProblem {
  switch (found.code) {
    case 'bad-json':
      return {
        what: jsonProblem(found.problem),
        next: 'Возможно, файл обрезан или изменён. Сохраните журнал ещё раз или откройте другой файл.',
      };
    case 'not-a-log':
      if (found.what === 'empty') return { what: 'В журнале нет событий.', next: 'Сохраните журнал начавшегося прогона.' };
      return {
        other: {
          what: `Это не журнал Glassrank. Здесь должно стоять: ${expected(found.expected)}.`,
          next: 'Откройте файл, записанный через «Журнал (JSON)»; списки и прогоны других программ вставляйте в поле ввода.',
        },
        changed: {
          what: `Журнал неполон. Здесь должно стоять: ${expected(found.expected)}.`,
          next: 'Файл изменён после сохранения. Сохраните журнал ещё раз.',
        },
      }[found.what];
    case 'newer-schema':
      return {
        what: `У журнала схема ${found.schema}; эта версия читает схему ${found.reads}.`,
        next: 'Откройте его той версией Glassrank, которая его записала, или более новой.',
      };
    case 'bad-event':
      return {
        what: `Событие ${number(found.index)} не подходит${found.path === '' ? '' : ` (${set(found.path)})`}. Здесь должно стоять: ${expected(found.expected)}.`,
        next:
          found.shown === 0
            ? 'Файл изменён после сохранения. Сохраните журнал ещё раз.'
            : `Показаны события до него (${number(found.shown)}); пропущено: ${number(found.leftOut)}.`,
      };
    case 'unknown-events':
      return {
        what: `Событий, которых эта версия не знает: ${number(found.count)}.`,
        next: 'Они сохранены в журнале; их покажет записавшая их версия.',
      };
    case 'no-end':
      return { what: 'Журнал кончается раньше прогона.', next: 'Показано, сколько есть.' };
    case 'half-characters':
      return {
        what: `Текстов с половиной символа: ${number(found.count)}; показать её нельзя.`,
        next: 'На её месте стоит знак замены (\ufffd).',
      };
    case 'unreadable-method':
      return {
        what:
          found.what === 'left-out'
            ? 'Промпт и стратегию, названные в журнале, прочитать нельзя.'
            : 'Что в журнале сказано о пробах, паузах и ранней остановке, прочитать нельзя.',
        next:
          found.what === 'left-out'
            ? 'Прогон показан без них, как прогон с собственным промптом модели.'
            : 'Прогон показан как состоящий из простых вызовов.',
      };
  }
}

function note(found: OpenedNote): string {
  switch (found.code) {
    case 'times-unknown':
      return 'RankLLM не хранит времён: все события стоят на 0:00, скорости равны 0.';
    case 'model-unknown':
      return 'RankLLM не хранит в этом файле модель.';
    case 'settings-unknown':
      return 'RankLLM не хранит настроек: размер и шаг окна взяты из промптов.';
    case 'tokens-unknown':
      return 'У некоторых вызовов нет числа токенов; стоит 0.';
    case 'other-final-order':
      return 'Кандидаты в файле стоят ни в начальном, ни в конечном порядке этих вызовов.';
    case 'changed-model':
      return 'После сохранения в журнале изменена модель.';
    case 'changed-request':
      return 'После сохранения в журнале изменены запрос или фрагменты.';
    case 'changed-prompts':
      return `После сохранения в журнале изменены промпты; окна: ${found.windows.map((window) => number(window + 1)).join(', ')}.`;
    default: {
      const { what, next } = problem(found);
      return `${what} ${next}`;
    }
  }
}

function link(found: ShareProblem): ToldProblem {
  const next = 'Попросите ссылку ещё раз или прогон файлом.';
  switch (found.code) {
    case 'other-version':
      return {
        what: 'Её сделала другая версия страницы.',
        next: 'Перезагрузите страницу, чтобы получить новую версию, или попросите прогон файлом.',
      };
    case 'too-large':
      return {
        what:
          found.unit === 'characters'
            ? `В ней знаков ${number(found.size)}; эта страница пишет не больше ${number(found.most)}.`
            : `Она распаковывается в ${number(found.size)} байт; из ссылки открывается не больше ${number(found.most)}.`,
        next,
      };
    case 'damaged':
      return {
        what: {
          cut: 'Она неполна: часть её потеряна.',
          'check-sum': 'Она повреждена: содержимое не сходится с контрольной суммой.',
          packing: 'Она повреждена: содержимое не распаковать.',
        }[found.how],
        next,
      };
    case 'not-a-log':
      return { what: 'В ней нет прогона, который можно показать.', next };
  }
}

export const logs: typeof en.logs = { problem, note, link };
