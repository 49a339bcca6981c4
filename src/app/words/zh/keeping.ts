import type * as en from '../en/keeping.ts';

export const keeping: typeof en.keeping = {
  draft: '此浏览器没有空间保存这里输入的内容：重新载入会丢失。',
  experiment: '此浏览器没有空间保存您正在编排的实验：重新载入会丢失。',
  choices: '此浏览器不保存您的选择：离开页面后失效。',
  link: '地址中有一次分享的运行。打开它会以其查询和列表取代您的，您可以再恢复。',
  linkRunning: '地址中有一次分享的运行。当前运行结束后即可打开。',
  openLink: '打开',
  leaveLink: '不打开',
  replaced: (files) => `浏览器缓存中有 ${files} 已损坏：已重新获取并校验。`,
};
