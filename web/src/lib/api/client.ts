import type { NewWord, Problem } from './types';

/** Why a request gave no answer. `status` 0: the server was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
    readonly requestId: string | null,
    /** In how many seconds to come again, where the server says so. */
    readonly retryAfter: number | null = null,
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
  const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
  const id = answer.headers.get('x-request-id');
  return new ApiError(answer.status, problem, id, Number.isFinite(wait) ? wait : null);
}

let signedOut: () => void = () => undefined;
let csrf: string | null = null;

/** Has `tell` called whenever an answer says that nobody is logged in. */
export function whenSignedOut(tell: () => void): void {
  signedOut = tell;
}

/** What each change carries from now on, so that the server knows it for one of these pages. */
export function sendWithChanges(text: string | null): void {
  csrf = text;
}

/** `answer`, or the ApiError of what it says. */
export async function sound(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  if (answer.status === 401) signedOut();
  throw await failure(answer);
}

interface Sent {
  method?: 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  body?: BodyInit | null;
  search?: URLSearchParams;
}

/** A body of JSON. */
export function json(value: unknown): Sent {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** Sends a change; gives the answer where it was taken. */
export async function change(path: string, { method = 'POST', headers = {}, body = null, search }: Sent = {}) {
  const answer = await reach(apiUrl(path, search), {
    method,
    headers: { accept: 'application/json', ...headers, ...(csrf ? { 'x-csrf-token': csrf } : {}) },
    credentials: 'same-origin',
    body,
  });
  return sound(answer);
}

/** Asks the server: an ApiError of status 0 where it is not reached. */
export async function reach(url: string, init: RequestInit): Promise<Response> {
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
  await sound(answer);
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

/** Takes the operator's word on these paths. */
export async function say(paths: readonly number[], word: NewWord): Promise<void> {
  await change('paths/override', json({ ...word, paths }));
}

/** Begins a session; its cookie is the browser's own business. */
export async function logIn(name: string, password: string): Promise<void> {
  await change('login', json({ name, password }));
}

export async function logOut(): Promise<void> {
  await change('logout');
}
