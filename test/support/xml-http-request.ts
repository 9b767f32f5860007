/** As much of XMLHttpRequest as botframework-directlinejs needs outside a browser, on top of fetch. */
export class FetchXmlHttpRequest {
  status = 0;
  readyState = 0;
  response: unknown = null;
  responseText = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;
  onreadystatechange: (() => void) | null = null;
  onerror: (() => void) | null = null;
  ontimeout: (() => void) | null = null;
  #method = 'GET';
  #url = '';
  #headers: Record<string, string> = {};
  #answered: Headers | null = null;
  readonly #abort = new AbortController();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getResponseHeader(name: string): string | null {
    return this.#answered?.get(name) ?? null;
  }

  abort(): void {
    this.#abort.abort();
  }

  send(body?: BodyInit): void {
    this.#fetch(body).catch(() => {
      this.readyState = 4;
      if (!this.#abort.signal.aborted) this.onerror?.();
    });
  }

  async #fetch(body?: BodyInit): Promise<void> {
    const signal = this.#abort.signal;
    const answer = await fetch(this.#url, { method: this.#method, headers: this.#headers, body, signal });
    this.responseText = await answer.text();
    this.#answered = answer.headers;
    this.status = answer.status;
    this.response =
      this.responseType === 'json' ? JSON.parse(this.responseText || 'null') : this.responseText;
    this.readyState = 4;
    this.onreadystatechange?.();
  }
}
