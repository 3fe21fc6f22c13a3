import type { One, Problem, UploadAnswer } from './types';

/** Why a request gave no answer. `status` 0: the server was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
    readonly requestId: string | null,
  ) {
    super(problem?.title ?? `HTTP ${status}`);
  }
}

const kRemembered = 60;
const remembered = new Map<string, { etag: string; body: unknown }>();

/** The address of an API resource under whatever base path the page was served from. */
export function apiUrl(path: string, query?: URLSearchParams): string {
  const search = query?.toString();
  return new URL(`api/v1/${path}${search ? `?${search}` : ''}`, document.baseURI).href;
}

async function failure(answer: Response): Promise<ApiError> {
  let problem: Problem | null = null;
  try {
    problem = (await answer.json()) as Problem;
  } catch {
    // A proxy in between may answer with a page of its own; the status is all there is.
  }
  return new ApiError(answer.status, problem, answer.headers.get('x-request-id'));
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, null, null);
  }
}

/** Gets a JSON resource. Unchanged answers come from memory, by their ETag. */
export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  const known = remembered.get(url);
  const answer = await reach(url, {
    headers: { accept: 'application/json', ...(known ? { 'if-none-match': known.etag } : {}) },
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
  });
  if (answer.status === 304 && known) return known.body as T;
  if (!answer.ok) throw await failure(answer);
  const body = (await answer.json()) as T;
  const etag = answer.headers.get('etag');
  remembered.delete(url);
  if (etag) {
    remembered.set(url, { etag, body });
    if (remembered.size > kRemembered) {
      for (const oldest of remembered.keys()) {
        remembered.delete(oldest);
        break;
      }
    }
  }
  return body;
}

/** Has a mailbox polled now. */
export async function poll(mailbox: number): Promise<void> {
  const answer = await reach(apiUrl(`mailboxes/${mailbox}/poll`), {
    method: 'POST',
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
  });
  if (!answer.ok) throw await failure(answer);
}

/** Sends one mail, archive or document as it is. */
export async function upload(file: File): Promise<UploadAnswer> {
  const answer = await reach(apiUrl('reports', new URLSearchParams({ name: file.name })), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    credentials: 'same-origin',
    body: file,
  });
  if (!answer.ok) throw await failure(answer);
  return ((await answer.json()) as One<UploadAnswer>).data;
}
