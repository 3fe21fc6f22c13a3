import type { Message } from '../message';
import type { words as english } from '../en/held';

// Japanese: held messages.
export const words: Record<keyof typeof english, Message> = {
  'title.held': '保留メッセージ',
  'column.message': 'メッセージ',
  'column.held_reason': '理由',
  'column.size': 'サイズ',
  'column.raw': '原文',
  'held.intro':
    '受信したもののレポートとして読めなかったメッセージ、またはその一部です。集計には含めていませんが、失われてもいません。',
  'held.none': '保留メッセージはありません。届いたものはすべて読めました。',
  'held.all': 'すべての理由',
  'held.raw': 'ダウンロード',
  'held.one': '保留メッセージ {id}',
  'held.all_messages': 'すべての保留メッセージ',
  'held.retry': 'もう一度読み取る',
  'held.ignore': '対応済みにする',
  'held.ignore.hint': '一覧から外します。削除はしません。',
  'held.retrying': '読み取っています',
  'held.retried': '読み取りの結果:',
  'held.gone': 'このメッセージはもう保留されていません。',
  'held.gone.detail': 'その後読み取れたか、保存期間を過ぎて削除されました。',
  'held.about': 'メッセージについて',
  'held.from': '差出人',
  'held.subject': '件名',
  'held.name': 'ファイル',
  'held.came': '受信',
  'held.where': '判定の詳細',
  'held.do': '対処',
  'held.other.title': '理由 {code}',
  'held.not_a_report.title': 'レポートではない',
  'held.not_a_report.advice':
    'DMARC や TLS のレポートが含まれていません。レポートのはずであれば、原文を確認してください。それ以外は何もする必要はありません。',
  'held.mime_broken.title': 'メールの破損',
  'held.mime_broken.advice':
    'メールの構造が壊れています。発行者に再送を依頼するか、添付ファイルを保存してアップロードしてください。',
  'held.bad_archive.title': 'アーカイブの破損',
  'held.bad_archive.advice':
    'アーカイブが壊れています。翌日に再送されることが多いですが、届かなければ発行者に依頼してください。',
  'held.archive_too_large.title': 'アーカイブが大きすぎる',
  'held.archive_too_large.advice':
    '展開後の大きさが limits.unpacked を超えます。発行者を信頼できるなら、上限を上げて sendpath reprocess --held を実行してください。',
  'held.too_many_files.title': 'ファイルが多すぎる',
  'held.too_many_files.advice':
    'ファイルまたはパートの数が limits.archive_entries か limits.mime_parts を超えます。送信者を信頼できるなら、上限を上げて sendpath reprocess --held を実行してください。',
  'held.encrypted.title': '暗号化されたアーカイブ',
  'held.encrypted.advice':
    'アーカイブが暗号化されています。暗号化する発行者はありません。ファイルを開く前に送信者を確認してください。',
  'held.bad_xml.title': '読めない文書',
  'held.bad_xml.advice':
    '補正しても XML または JSON として読めません。どこで壊れているかを発行者に伝えてください。',
  'held.missing_field.title': '値の欠落',
  'held.missing_field.advice': 'ほかから補えない値が欠けています。どの値かを発行者に伝えてください。',
  'held.bad_value.title': '使えない値',
  'held.bad_value.advice': '使えない値があります。どの値かを発行者に伝えてください。',
  'held.unsupported_type.title': '対応していない形式',
  'held.unsupported_type.advice':
    'この版では読めない形式のファイルです。手元で展開し、中身をアップロードしてください。',
  'held.unknown_domain.title': '未知のドメイン',
  'held.unknown_domain.advice':
    '設定されていないドメインのレポートです。自社のものなら domains に加えてください。',
  'held.empty.title': '空',
  'held.empty.advice': '中身がありません。必要なら発行者に再送を依頼してください。',
  'held.placeholder_body.title': '仮の本文',
  'held.placeholder_body.advice':
    'レポートの代わりに仮の本文が送られてきました。ここでできることはありません。次のレポートは通常どおり届きます。',
  'held.too_deep.title': '入れ子が深すぎる',
  'held.too_deep.advice':
    'limits.xml_depth、limits.archive_depth、limits.mime_depth のいずれかより深い入れ子です。正当なレポートではありえません。',
  'held.too_many_elements.title': '要素が多すぎる',
  'held.too_many_elements.advice':
    '読むために limits.tree を超えるメモリーが必要です。発行者を信頼できるなら、上限を上げて sendpath reprocess --held を実行してください。',
  'held.message_too_large.title': 'メッセージが大きすぎる',
  'held.message_too_large.advice':
    'limits.message より大きなメッセージです。送信者を信頼できるなら、上限を上げて取り込み直してください。',
  'held.decoder_crashed.title': 'プログラムが停止',
  'held.decoder_crashed.advice':
    '読み取り中にプログラムが 3 回停止したため、処理を見合わせています。可能であれば原文を添えて不具合として報告してください。',
  'held.not_taken_here.title': '受け付けない種類',
  'held.not_taken_here.advice':
    '正常なレポートですが、宛先のアドレスが受け付けない種類です。必要であれば、そのアドレスの takes に種類を加えて sendpath reprocess --held を実行してください。',
  'held.decoder_stuck.title': '読み取りが終わらない',
  'held.decoder_stuck.advice':
    '読み取りがいつまでも終わらないため、打ち切りました。sendpath reprocess --held でもう一度試せます。そこでも終わらなければ、可能であれば原文を添えて不具合として報告してください。',
};
