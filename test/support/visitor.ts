import { signInLink } from '../../bot/sign-in/links.ts';
import type { TestApp } from './app.ts';

/** A browser without a screen: keeps cookies and says where it comes from. */
export class Visitor {
  readonly #app: TestApp;
  readonly cookies = new Map<string, string>();
  /** The cookies of the last answer, with all they say. */
  set: string[] = [];

  constructor(app: TestApp) {
    this.#app = app;
  }

  get(path: string): Promise<Response> {
    return this.#ask(path, {});
  }

  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response> {
    return this.#ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: headers ?? { origin: this.#app.url },
    });
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, this.#app.url), {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
    });
    this.set = answer.headers.getSetCookie();
    for (const entry of this.set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(entry) ?? [];
      if (/Max-Age=0/.test(entry)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  async isIn(): Promise<boolean> {
    return (await (await this.get('/')).text()).includes('id="chat"');
  }

  /** The hidden field of the page's forms. */
  async formToken(): Promise<string> {
    return /name="form" value="([^"]+)"/.exec(await (await this.get('/')).text())?.[1] ?? '';
  }
}

/** Somebody who has come in by their own link, on a device of their own. */
export async function visitorOf(app: TestApp, participantId: string): Promise<Visitor> {
  const visitor = new Visitor(app);
  const link = new URL(await signInLink(app.app.parts, participantId));
  await visitor.post(link.pathname, { own: 'yes' });
  return visitor;
}
