import type { Message } from '../message';
import type { words as english } from '../en/tls';

// Japanese: TLS reports, and one of them.
export const words: Record<keyof typeof english, Message> = {
  'title.tls': 'TLS レポート',
  'title.tls_report': 'TLS レポート',
  'tls.intro':
    '送信側が、こちら宛てのメールを暗号化して配送できたかを知らせるレポートです。受信するメールについてのもので、送信経路とは関係ありません。',
  'tls.none': 'TLS レポートはありません。',
  'tls.none.detail':
    'ドメインの _smtp._tls に次の TXT レコードを公開すると、送信側が TLS で配送できないときに報告が届きます。',
  'tls.none.type': 'TXT',
  'tls.none.record': 'v=TLSRPTv1; rua=mailto:tls-reports@your-domain.example',
  'tls.shown': '{sessions} セッション中 {failed} セッションが失敗しました。',
  'tls.all_well': '{sessions} セッションすべてがポリシーどおりに暗号化されました。',
  'tls.domain': '{sessions} セッション中 {failed} セッション ({share}) が失敗しました。報告元: {reporters}',
  'tls.days': '日別の内訳',
  'tls.at': '対象サーバー: {hosts}',
  'tls.reports': 'レポート',
  'tls.column.report': '日付・発行者',
  'tls.column.domains': 'ポリシードメイン',
  'tls.column.failed': '失敗したセッション',
  'tls.column.successful': '成功したセッション',
  'tls.column.why': '理由',
  'tls.column.from': '送信側サーバー',
  'tls.column.to': '受信側サーバー',
  'tls.column.sessions': 'セッション数',
  'tls.received': '受信 {when}',
  'tls_report.all': 'すべての TLS レポート',
  'tls_report.heading': '{org}、{day}',
  'tls_report.failed': '{sessions} セッション中 {failed} セッションが失敗しました。',
  'tls_report.well': '{sessions} セッションすべてがポリシーどおりに暗号化されました。',
  'tls_report.about': 'このレポートについて',
  'tls_report.contact': '連絡先',
  'tls_report.policy': '{domain}: {type}',
  'tls_report.policy.sts': 'MTA-STS ポリシー',
  'tls_report.policy.tlsa': 'TLSA レコード (DANE)',
  'tls_report.policy.no-policy-found': 'ポリシーなし',
  'tls_report.policy.other': '種類 {word} のポリシー',
  'tls_report.policy_text': '送信側が取得したポリシー',
  'tls_report.mx': 'ポリシーに記載のサーバー',
  'tls_report.counts': '成功 {successful} セッション、失敗 {failed} セッション。',
  'tls_report.details': '失敗の内訳',
  'tls_report.no_details': 'どのサーバー間で失敗したかは記載されていません。',
  'tls_report.helo': '名乗り {name}',
  'tls_report.overlap': '内訳の合計は失敗したセッション数と一致しません。1 つのセッションが複数の理由で数えられることがあります。',
  'tls_type.starttls-not-supported.title': 'STARTTLS 非対応',
  'tls_type.starttls-not-supported.next':
    'サーバーが STARTTLS を提示しませんでした。サーバーで TLS を有効にしてください。有効であれば、途中の機器が STARTTLS を取り除いています。',
  'tls_type.certificate-host-mismatch.title': '証明書の名前が不一致',
  'tls_type.certificate-host-mismatch.next':
    'MX レコードの名前を含む証明書を取得するか、MX レコードとポリシーを証明書にある名前に合わせてください。',
  'tls_type.certificate-expired.title': '証明書の期限切れ',
  'tls_type.certificate-expired.next':
    'サーバーの証明書を更新して読み込ませてください。自動更新が動かなかった原因も確認してください。',
  'tls_type.certificate-not-trusted.title': '信頼できない証明書',
  'tls_type.certificate-not-trusted.next':
    '公的な認証局の証明書を使い、中間証明書も送るように設定してください。自己署名証明書を使うには DANE が必要です。',
  'tls_type.validation-failure.title': 'その他の TLS エラー',
  'tls_type.validation-failure.next':
    '詳しい理由は報告されていません。openssl s_client -starttls smtp で接続し、プロトコルの版と暗号方式を確認してください。',
  'tls_type.tlsa-invalid.title': 'TLSA レコードの不一致',
  'tls_type.tlsa-invalid.next':
    'TLSA レコードが証明書と一致しません。証明書を替える前に新しいレコードを公開し、古いレコードも TTL の間は残してください。',
  'tls_type.dnssec-invalid.title': 'DNSSEC の検証失敗',
  'tls_type.dnssec-invalid.next':
    'ゾーンの DNSSEC を検証できません。親ゾーンの DS レコードと署名を確認してください。直るまで、検証する送信側は配送しません。',
  'tls_type.dane-required.title': 'DANE 必須だが使える TLSA レコードなし',
  'tls_type.dane-required.next':
    '送信側が DANE を必須としていますが、使える TLSA レコードがありません。各 MX サーバーに公開するか、必須を外すよう送信側に依頼してください。',
  'tls_type.sts-policy-fetch-error.title': 'MTA-STS ポリシーを取得できない',
  'tls_type.sts-policy-fetch-error.next':
    'https://mta-sts.your-domain/.well-known/mta-sts.txt を外部から開いてください。その名前の証明書で、リダイレクトなしに 200 を返す必要があります。',
  'tls_type.sts-policy-invalid.title': 'MTA-STS ポリシーが不正',
  'tls_type.sts-policy-invalid.next':
    'ポリシーファイルを直してください。version: STSv1、mode、max_age と 1 つ以上の mx を、それぞれ 1 行に書きます。その後 _mta-sts レコードの id を変更してください。',
  'tls_type.sts-webpki-invalid.title': 'MTA-STS: サーバー証明書が不正',
  'tls_type.sts-webpki-invalid.next':
    'MX サーバーの証明書がポリシーを満たしません。公的な認証局が発行した有効期間内のもので、MX レコードの名前を含む必要があります。',
  'tls_type.other.title': '{word}',
  'tls_type.other.next': 'RFC 8460 にない種類の失敗です。意味は発行者に問い合わせてください。',
};
