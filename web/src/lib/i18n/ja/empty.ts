import type { Message } from '../message';
import type { words as english } from '../en/empty';

// Japanese: a store without a report.
export const words: Record<keyof typeof english, Message> = {
  'empty.store.title': 'まだレポートがありません。',
  'empty.store.detail': 'レポートが届きしだい、SPF、DKIM、整合に不合格の送信元を表示します。',
  'empty.store.import': 'フォルダーを取り込む',
  'empty.store.import.detail': 'メール、アーカイブ、レポートを、下位フォルダーも含めて取り込みます:',
  'empty.store.command': 'sendpath import FOLDER',
  'empty.store.receive': '受信する',
  'empty.store.receive.detail':
    'DMARC レコードのレポート送付先をここに向けます。最初のレポートまで 24〜48 時間かかります。',
  'empty.store.record': 'rua=mailto:dmarc@reports.example.com',
};
