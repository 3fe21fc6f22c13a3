import { change, json, reach, sound } from './client';
import type { MailboxTest, MailboxToTest, NewLabel, NewToken, One, Scope, TestReport, UploadAnswer } from './types';

// What only some pages ask of the server, apart from the client that comes with the first page.

/** Gets what is no JSON, as text. Octets that are no UTF-8 become the sign for that. */
export async function getText(url: string, signal?: AbortSignal): Promise<string> {
  const answer = await reach(url, { credentials: 'same-origin', ...(signal ? { signal } : {}) });
  return (await sound(answer)).text();
}

/** Has a mailbox polled now. */
export async function poll(mailbox: number): Promise<void> {
  await change(`mailboxes/${mailbox}/poll`);
}

/** Has a held message read again. */
export async function retryHeld(id: number): Promise<UploadAnswer> {
  const answer = await change(`held/${id}/retry`);
  return ((await answer.json()) as One<UploadAnswer>).data;
}

/** Sends a report about `domain` the whole way; it is read and never counted. */
export async function sendTestReport(domain: string): Promise<TestReport> {
  const answer = await change('setup/test-report', json({ domain }));
  return ((await answer.json()) as { data: TestReport }).data;
}

/** Tries an account of IMAP; the answer comes within a minute. */
export async function testMailbox(account: MailboxToTest): Promise<MailboxTest> {
  const answer = await change('mailboxes/test', json(account));
  return ((await answer.json()) as { data: MailboxTest }).data;
}

/** Writes a label, in the place of the one of the same rule. */
export async function putLabel(label: NewLabel): Promise<void> {
  await change('labels', { ...json(label), method: 'PUT' });
}

export async function removeLabel(label: number): Promise<void> {
  await change(`labels/${label}`, { method: 'DELETE' });
}

/** Says that a held message is settled. */
export async function ignoreHeld(id: number): Promise<void> {
  await change(`held/${id}/ignore`);
}

/** Makes a token for programs; this answer alone has its text. */
export async function makeToken(name: string, scope: Scope, days: number | null): Promise<NewToken> {
  const answer = await change('tokens', json({ name, scope, days }));
  return ((await answer.json()) as { data: NewToken }).data;
}

/** Ends a token at once. */
export async function endToken(id: number): Promise<void> {
  await change(`tokens/${id}`, { method: 'DELETE' });
}

/** Sends one mail, archive or document as it is. */
export async function upload(file: File): Promise<UploadAnswer> {
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await change('reports', { headers, body: file, search: new URLSearchParams({ name: file.name }) });
  return ((await answer.json()) as One<UploadAnswer>).data;
}
