/**
 * What the browser complains of on `page` from now on: errors and warnings of the console, dialogs,
 * and requests to any host that is not among `hosts`.
 */
export function complaintsOf(page, hosts) {
  const noise = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') noise.push(message.text());
  });
  page.on('pageerror', (error) => noise.push(String(error)));
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && !hosts.has(host)) noise.push(`foreign: ${request.url()}`);
  });
  return noise;
}
