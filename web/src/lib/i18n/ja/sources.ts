import type { Message } from '../message';
import type { words as english } from '../en/sources';

// Japanese: sources by address.
export const words: Record<keyof typeof english, Message> = {
  'sources.caption': '不合格メッセージのある送信元とその理由',
  'sources.as': 'From:',
  'sources.seen': '{first} から {last} まで',
};
