import type { Message } from '../message';
import type { words as english } from '../en/upload';

// Japanese: results of an upload.
export const words: Record<keyof typeof english, Message> = {
  'upload.title': 'レポートを追加',
  'upload.label': 'メール、アーカイブ、レポートを選択',
  'upload.hint': 'メール (.eml)、.zip、.gz、.xml、.json をいくつでも選べます。ここにドロップしてもかまいません。1 件ずつ取り込みます。',
  'upload.progress': { by: 'total', other: '{total} 件中 {done} 件を取り込みました。' },
  'upload.new': '新規:',
  'upload.duplicate': '重複のため集計しません:',
  'upload.conflict': '既知のものと内容が異なります:',
  'upload.foreign': '管理外ドメインのため集計しません:',
  'upload.report': '{org} による {domain} のレポート',
  'upload.held': '保留: {reason}。',
  'upload.known': '同じファイルが以前に届いています。二重には集計しません。',
  'upload.nothing': 'レポートは含まれていません。',
  'upload.too_large': 'サーバーが受け付ける大きさを超えています。',
};
