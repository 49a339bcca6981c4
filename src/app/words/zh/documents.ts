import { format } from './format.ts';
import type * as en from '../en/documents.ts';

const { number } = format;

const kinds = {
  pdf: 'PDF',
  docx: 'Word',
  odt: 'OpenDocument',
  epub: 'EPUB',
  html: '网页',
  mail: '邮件',
  markdown: 'Markdown',
  text: '文本',
};

const some = (named: readonly (number | string)[], count: number): string =>
  `${named.map((one) => (typeof one === 'number' ? number(one) : one)).join('、')}${count > named.length ? '……' : ''}`;

export const documents: typeof en.documents = {
  facts: ({ kind, pages, words, passages }) =>
    [kinds[kind], ...(pages === null ? [] : [`${number(pages)} 页`]), format.words(words), format.passages(passages)].join('，'),
  note: (note) => {
    switch (note.code) {
      case 'pages-without-text':
        return `${number(note.count)} 页没有文字（${some(note.pages, note.count)}）：图片不会被读取。如需读取，请先做文字识别。`;
      case 'pages-unreadable':
        return `未读 ${number(note.count)} 页（${some(note.pages, note.count)}）：已损坏，或超过 ${number(5)} 秒。`;
      case 'pages-unread':
        return `共 ${number(note.of)} 页，只读了前 ${number(note.read)} 页。拆分文件后可读其余部分。`;
      case 'running-lines':
        return `略去 ${number(note.count)} 行重复的页眉、页脚和页码。`;
      case 'letters-missing':
        return '缺少部分文字：文件所用的字符表不在这里。请用原来的程序重新存为 PDF。';
      case 'furniture':
        return `略去菜单、侧栏、页脚和隐藏部分，共 ${format.words(note.words)}。`;
      case 'attachments':
        return `未读 ${number(note.count)} 个附件（${some(note.names, note.count)}）。请另存后拖入。`;
      case 'pictures':
        return `未读 ${number(note.count)} 张图片。`;
      case 'chapters-unread':
        return `未读 ${number(note.count)} 章（${some(note.names, note.count)}）：缺失或已损坏。`;
      case 'damaged':
        return '文件已损坏或不完整。这里是能读出的部分，其余缺失。';
      case 'broken-bytes':
        return `${number(note.count)} 个损坏的字符，均读作 �。`;
    }
  },
  notRead: (count) => `未读 ${number(count)} 个文件`,
  refused: (file) => {
    switch (file.type) {
      case 'scan':
        return `共 ${number(file.pages)} 页，都是没有文字的图片。请先做文字识别，再拖入。`;
      case 'password':
        return '文件有密码。请去掉密码另存，再拖入。';
      case 'damaged':
        return '文件已损坏或不完整。请重新获取或保存。';
      case 'too-large':
        return `文件（或解开后）有 ${number(file.mebibytes)} MiB，最多能读 ${number(256)} MiB。请拆分。`;
      case 'too-slow':
        return `${file.page === null ? '文件' : `第 ${number(file.page)} 页`}读取太慢。请用原来的程序重新保存，或存为文本。`;
      case 'foreign':
        return file.format === 'picture'
          ? '这是图片。请先做文字识别，再拖入文字。'
          : `不读取 ${file.format.toUpperCase()} 文件。请存为 PDF、Word（DOCX）或文本。`;
      case 'no-words':
        return '里面没有文字。';
      case 'nested':
        return '这是 ZIP 里的 ZIP。请解开后拖入其中的文件。';
      case 'rest-unread':
        return '其中一个文件读取太慢，后面的没有读。请解开，去掉那个文件，再拖入其余的。';
      case 'no-reader':
        return '浏览器不允许本页启动后台线程，而文件要在其中读取。请存为文本再拖入。';
    }
  },
  dismiss: '关闭',
  summary: ({ documents: count, passages, read, each }) =>
    `${number(count)} 个文件，${format.passages(passages)}。${
      read === null ? '' : `全部已立即排序；模型再读其中 ${number(read)} 段：每个文件中最好的，每个至多 ${number(each)} 段。`
    }`,
  listedBy: '列出方式',
  listedByNames: { passages: '按段落', documents: '按文件' },
  read: (read, all) => (read < all ? `已读 ${number(all)} 段中的 ${number(read)} 段` : format.passages(all)),
  place: (rank) => `${number(rank)}.`,
  found: ({ pages, read, of }) =>
    [
      ...(pages.length === 0 ? [] : [`第 ${pages.map(number).join('、')} 页`]),
      `已读 ${number(of)} 段中的 ${number(read)} 段`,
    ].join('；'),
};
