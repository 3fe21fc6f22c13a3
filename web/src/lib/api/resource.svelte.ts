import { ApiError, get } from './client';

const kQuietMs = 200;
const kRefreshMs = 60_000;

/** A resource of the API as a page sees it: what it has, what went wrong, whether it is waiting. */
export class Resource<T> {
  data = $state.raw<T | null>(null);
  error = $state.raw<ApiError | null>(null);
  /** The address that `data` answers; another than the last asked while older data stays. */
  of = $state.raw('');
  /** Waiting for more than a moment with nothing to show. */
  slow = $state(false);
  /** Waiting with older data on the screen. */
  refreshing = $state(false);

  #url = '';
  #abort: AbortController | null = null;
  #asked = 0;

  /** Loads `url`; what was there stays until the answer comes. An empty url waits. */
  load(url: string): void {
    this.#url = url;
    this.#abort?.abort();
    if (!url) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#asked = Date.now();
    const timer = setTimeout(() => {
      this.slow = this.data === null;
      this.refreshing = this.data !== null;
    }, kQuietMs);
    get<T>(url, abort.signal)
      .then((data) => {
        this.data = data;
        this.of = url;
        this.error = null;
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        this.error = error instanceof ApiError ? error : new ApiError(0, null, null);
      })
      .finally(() => {
        clearTimeout(timer);
        if (this.#abort !== abort) return;
        this.#abort = null;
        this.slow = false;
        this.refreshing = false;
      });
  }

  reload(): void {
    this.load(this.#url);
  }

  /** Asks again when the last answer is a minute old and somebody is looking. */
  revalidate(): void {
    if (document.visibilityState !== 'visible' || this.#abort || !this.#url) return;
    if (Date.now() - this.#asked >= kRefreshMs) this.reload();
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
  }
}

/** A Resource that follows `url` for the life of the component that asks for it. */
export function resource<T>(url: () => string): Resource<T> {
  const it = new Resource<T>();
  $effect(() => {
    it.load(url());
    return () => it.stop();
  });
  $effect(() => {
    const look = () => it.revalidate();
    const timer = setInterval(look, kRefreshMs / 4);
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
    };
  });
  return it;
}
