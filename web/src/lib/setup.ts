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

/** Settings of a mailbox, as they stand in the file, with what only the reader knows in braces. */
export const kMailboxSettings = `[[imap]]
name = "reports"
host = "{imap.example.com}"
user = "{dmarc@example.com}"
password_file = "{imap.secret}"`;

/** Settings of the sink as the public's mail server. */
export function sinkSettings(recipient: string): string {
  return `[smtp]\nlisten = ["0.0.0.0:25"]\n${listSetting('recipients', [recipient])}`;
}
