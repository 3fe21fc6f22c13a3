import type { Message } from '../message';
import type { words as english } from '../en/shortcuts';

// Japanese: key shortcuts.
export const words: Record<keyof typeof english, Message> = {
  'shortcuts.title': 'キーボードショートカット',
  'shortcuts.search': '送信経路を検索',
  'shortcuts.help': 'この一覧を表示',
  'shortcuts.page.o': '概要を開く',
  'shortcuts.page.p': '送信経路を開く',
  'shortcuts.page.d': 'ドメインを開く',
  'shortcuts.page.r': 'レポートを開く',
  'shortcuts.page.i': '取り込みを開く',
  'shortcuts.off': '入力欄にフォーカスがないときに使えます。設定で無効にできます。',
  'shortcuts.close': '閉じる',
};
