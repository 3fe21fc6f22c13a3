import type { Message } from '../message';
import type { words as english } from '../en/raw';

// Japanese: a document or mail as it came, as text.
export const words: Record<keyof typeof english, Message> = {
  'title.raw': 'レポートの原文',
  'raw.back': 'レポートに戻る',
  'raw.heading': '{org} による {domain} のレポートの原文',
  'raw.of': 'レポート {id} の原文',
  'raw.label': '{name}の本文',
  'raw.wrap': '長い行を折り返す',
  'raw.find': '検索',
  'raw.previous': '前へ',
  'raw.next': '次へ',
  'raw.found': { by: 'n', other: '{n} 行中 {at} 行目' },
  'raw.not_found': '見つかりません',
  'raw.lines': { by: 'n', other: '{n} 行、{size}' },
  'raw.more': { by: 'n', other: '続きの {n} 行を表示' },
  'raw.cut': '{size} のうち先頭の {shown} を表示しています。全体はダウンロードしてください。',
  'raw.download': '文書をダウンロード',
  'raw.original': '届いたメールまたはファイルをダウンロード',
  'raw.json': '同じレポートの JSON',
  'raw.gone': '原文はもう残っていません。',
  'raw.gone.detail': '原文の保存期間は retention.raw の設定によります。読み取った内容は残っています。',
};
