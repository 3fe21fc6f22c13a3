import type { Message } from '../message';

// English: TLS reports, and one of them.
export const words = {
  'title.tls': 'TLS reports',
  'title.tls_report': 'TLS report',
  'tls.intro':
    'Senders tell here whether they could encrypt mail on its way to you. It is about mail that you receive, not about your sending paths.',
  'tls.none': 'No TLS reports.',
  'tls.none.detail':
    'Publish a TXT record at _smtp._tls of your domain to be told when senders cannot deliver to you over TLS:',
  'tls.none.type': 'TXT',
  'tls.none.record': 'v=TLSRPTv1; rua=mailto:tls-reports@your-domain.example',
  'tls.shown': '{failed} of {sessions} sessions failed.',
  'tls.all_well': 'All {sessions} sessions were encrypted as your policy asks.',
  'tls.domain': '{failed} of {sessions} sessions failed ({share}). Reported by {reporters}.',
  'tls.days': 'Day by day',
  'tls.at': 'At {hosts}',
  'tls.reports': 'Reports',
  'tls.column.report': 'Day, reporter',
  'tls.column.domains': 'Policy domain',
  'tls.column.failed': 'Failed sessions',
  'tls.column.successful': 'Sound sessions',
  'tls.column.why': 'Why',
  'tls.column.from': 'Sending server',
  'tls.column.to': 'Your server',
  'tls.column.sessions': 'Sessions',
  'tls.received': 'received {when}',
  'tls_report.all': 'All TLS reports',
  'tls_report.heading': '{org}, {day}',
  'tls_report.failed': '{failed} of {sessions} sessions failed.',
  'tls_report.well': 'All {sessions} sessions were encrypted as the policy asks.',
  'tls_report.about': 'About this report',
  'tls_report.contact': 'Contact',
  'tls_report.policy': '{domain}: {type}',
  'tls_report.policy.sts': 'MTA-STS policy',
  'tls_report.policy.tlsa': 'TLSA records (DANE)',
  'tls_report.policy.no-policy-found': 'no policy found',
  'tls_report.policy.other': 'policy of type {word}',
  'tls_report.policy_text': 'Policy as the sender read it',
  'tls_report.mx': 'Servers the policy names',
  'tls_report.counts': '{successful} sessions sound, {failed} failed.',
  'tls_report.details': 'What failed',
  'tls_report.no_details': 'The report does not say between which servers.',
  'tls_report.helo': 'greets as {name}',
  'tls_report.overlap': 'The kinds of failure do not add up to the failed sessions; a session may count under several.',
  'tls_type.starttls-not-supported.title': 'No STARTTLS',
  'tls_type.starttls-not-supported.next':
    'The server did not offer STARTTLS. Switch TLS on there. If it is on, something between the sender and the server takes the offer out.',
  'tls_type.certificate-host-mismatch.title': 'Certificate is for another name',
  'tls_type.certificate-host-mismatch.next':
    'Get a certificate that has the name of the MX record, or let the MX record and the policy name a server that the certificate has.',
  'tls_type.certificate-expired.title': 'Certificate expired',
  'tls_type.certificate-expired.next': 'Renew the certificate of the server, load it there, and see why the renewal did not run by itself.',
  'tls_type.certificate-not-trusted.title': 'Certificate not trusted',
  'tls_type.certificate-not-trusted.next':
    'Use a certificate of a public authority and have the server send the intermediate certificates along. A self-signed one needs DANE.',
  'tls_type.validation-failure.title': 'TLS failed for a reason of its own',
  'tls_type.validation-failure.next':
    'The sender names no closer reason. Connect to the server by openssl s_client -starttls smtp, and look at protocol versions and ciphers.',
  'tls_type.tlsa-invalid.title': 'TLSA record does not fit',
  'tls_type.tlsa-invalid.next':
    'The TLSA record does not match the certificate. Publish the record of the new certificate before you change it, and keep the old one for its time to live.',
  'tls_type.dnssec-invalid.title': 'DNSSEC broken',
  'tls_type.dnssec-invalid.next':
    'The DNSSEC chain of the zone does not verify. Check the DS record at the parent zone and the signatures; until then, senders that check will not deliver.',
  'tls_type.dane-required.title': 'DANE required, no usable TLSA record',
  'tls_type.dane-required.next':
    'The sender insists on DANE and found no usable TLSA record. Publish one for each MX server, or ask the sender not to insist.',
  'tls_type.sts-policy-fetch-error.title': 'MTA-STS policy could not be fetched',
  'tls_type.sts-policy-fetch-error.next':
    'Open https://mta-sts.your-domain/.well-known/mta-sts.txt from outside: it must answer 200 without redirection, with a certificate for that name.',
  'tls_type.sts-policy-invalid.title': 'MTA-STS policy is invalid',
  'tls_type.sts-policy-invalid.next':
    'Correct the policy file: version: STSv1, mode, max_age and at least one mx line, each on a line of its own. Then change the id of the _mta-sts record.',
  'tls_type.sts-webpki-invalid.title': 'MTA-STS: server’s certificate is not valid',
  'tls_type.sts-webpki-invalid.next':
    'The certificate of the MX server does not satisfy the policy: it must be of a public authority, current, and have the name of the MX record.',
  'tls_type.other.title': '{word}',
  'tls_type.other.next': 'This kind of failure is not one of RFC 8460. Ask the reporter what it means.',
} as const satisfies Record<string, Message>;
