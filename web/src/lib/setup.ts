/** The steps of setting up, in order; each is a page. */
export const setupSteps = ['receive', 'domains', 'records', 'check'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** The step of an address; the first one where it names none. */
export function stepOf(text: string): SetupStep {
  return setupSteps.find((step) => step === text) ?? 'receive';
}

/** A list of names as a line of the settings file. */
export function listSetting(key: string, values: readonly string[]): string {
  return `${key} = [${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}

/** How a report address may look. */
export const kReportExample = 'dmarc@example.com';

interface MailboxLines {
  host?: string | null;
  port?: number | null;
  tls?: string | null;
  user?: string | null;
  folder?: string | null;
}

/** Settings of a mailbox, as they stand in the file, with what is not told in braces. */
export function mailboxSettings({ host, port, tls, user, folder }: MailboxLines): string {
  return [
    '[[imap]]',
    'name = "reports"',
    `host = ${JSON.stringify(host ?? '{imap.example.com}')}`,
    ...(port ? [`port = ${port}`] : []),
    ...(tls === 'starttls' ? ['tls = "starttls"'] : []),
    `user = ${JSON.stringify(user ?? '{dmarc@example.com}')}`,
    'password_file = "{imap.secret}"',
    ...(folder ? [listSetting('folders', [folder])] : []),
  ].join('\n');
}

/** Settings of the sink as the public's mail server. */
export function sinkSettings(recipient: string): string {
  return `[smtp]\nlisten = ["0.0.0.0:25"]\n${listSetting('recipients', [recipient])}`;
}
