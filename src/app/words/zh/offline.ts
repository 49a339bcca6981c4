import type * as en from '../en/offline.ts';

export const offline: typeof en.offline = {
  kept: {
    coming: '正在保存，以便无网络时也能打开……',
    kept: '本页已保存在此浏览器中，没有网络也能打开。模型在加载过一次后会保存。',
    failed: '无法将本页保存在此浏览器中：打开它需要网络。',
  },
  update: '本页有新版本可用。',
  takeUpdate: '现在加载',
  here: {
    title: '保存在此浏览器中的内容',
    what: '内容',
    where: '位置',
    size: '大小',
    kinds: {
      written: '你输入和放入的内容',
      choices: '选择：语言等，以及哪个引擎更快',
      runs: '完成的运行',
      experiments: '实验及其文本',
      aside: '无法显示而搁置的内容',
      models: '模型',
      encoder: '句子编码器',
      page: '本页自身的文件',
    },
    places: {
      written: '此标签页的会话存储；长文本：数据库',
      choices: '本地存储',
      runs: '数据库',
      experiments: '数据库',
      aside: '数据库',
      models: '缓存',
      encoder: '缓存',
      page: '缓存',
    },
    nothing: '没有。',
    keepNothing: '不保存我写的和排序的任何内容',
    keepNothingHint: '这样，文本和运行会在页面关闭或重新加载后消失。像这样的选择仍会保存，你自己启动的实验也会保存。',
    forget: '全部忘记……',
    sure: '本页的文本、运行、实验、选择和模型将从此浏览器中删除。模型需要重新下载。此操作无法撤销。',
    forgetAll: '全部忘记',
    cancel: '取消',
    busy: '模型加载或运行进行时不能这样做。',
    forgetting: '正在删除……',
    forgotten:
      '已删除，并重新检查过：本页没有留下任何内容。屏幕上的内容在你更改后会再次保存；其他打开的标签页会保留各自的文本，直到关闭。',
    left: '未能全部删除；上面的列表显示剩下的内容。请关闭本页的其他标签页后再试。',
  },
};
