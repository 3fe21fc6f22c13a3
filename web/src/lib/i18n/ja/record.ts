import type { Message } from '../message';
import type { words as english } from '../en/record';

// Japanese: a DNS record to publish.
export const words: Record<keyof typeof english, Message> = {
  'record.whole': '{type} レコードを公開します。',
  'record.part': '既存の {type} レコードに次の内容を含めます。',
  'record.blanks': '波かっこの部分は、サービスの管理画面に表示される値に置き換えます。',
  'record.name': '名前',
  'record.value': '値',
};
