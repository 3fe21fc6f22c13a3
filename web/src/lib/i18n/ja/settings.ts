import type { Message } from '../message';
import type { words as english } from '../en/settings';

// Japanese: settings.
export const words: Record<keyof typeof english, Message> = {
  'title.settings': '設定',
  'labels.title': 'サービスのラベル',
  'labels.about':
    '送信元に分かりやすい名前を付け、利用中かどうかを記録します。経路はバックグラウンドでまとめ直されます。レポートとレコードは変わりません。',
  'labels.none': 'ラベルはまだありません。',
  'labels.name': '名前',
  'labels.by': '識別方法',
  'labels.by.dkim_domain': 'DKIM ドメイン',
  'labels.by.spf_domain': 'SPF ドメイン',
  'labels.by.reverse_name': '逆引き名',
  'labels.by.network': 'ネットワーク',
  'labels.by.asn': 'AS 番号',
  'labels.pattern.dkim_domain': 'DKIM ドメイン (d=) とその下位',
  'labels.pattern.spf_domain': 'SPF ドメインとその下位',
  'labels.pattern.reverse_name': '逆引き名とその下位',
  'labels.pattern.network': 'IP アドレスまたはネットワーク',
  'labels.pattern.asn': 'AS 番号',
  'labels.use': '利用状況',
  'labels.use.used': '利用している',
  'labels.use.not_used': '利用していない',
  'labels.use.unknown': '未回答',
  'labels.note': 'メモ',
  'labels.change': '変更',
  'labels.save': 'ラベルを保存',
  'labels.edit': '編集',
  'labels.edit.what': '{name}を編集',
  'labels.remove': '削除',
  'labels.remove.what': '{name}を削除',
  'labels.saved': '{name}を保存しました。',
  'labels.removed': '{name}を削除しました。',
  'labels.regrouping': '経路をまとめ直しています…',
};
