import { staffSignInLink } from '../../bot/sign-in/links.ts';
import { newProvider, withStaff } from '../../domain/actions/provider.ts';
import type { StaffRole } from '../../domain/provider.ts';
import { examplePlan, type ProviderSide, takeIn } from './provider-side.ts';

/** Somebody with a browser. */
export class StaffBrowser {
  readonly #side: { readonly url: string };
  #cookie = '';

  constructor(side: { readonly url: string }) {
    this.#side = side;
  }

  async open(
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; text: string; location: string }> {
    const response = await fetch(path.startsWith('http') ? path : this.#side.url + path, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: this.#cookie, ...init.headers },
    });
    for (const cookie of response.headers.getSetCookie()) this.#cookie = cookie.split(';')[0] ?? '';
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location') ?? '',
    };
  }

  copy(): StaffBrowser {
    const copy = new StaffBrowser(this.#side);
    copy.#cookie = this.#cookie;
    return copy;
  }

  /** Presses the button of a form on a page, with the fields that stand in it. Follows to the page that comes after. */
  async press(page: string, action: string, fields: Record<string, string> = {}, nth = 0) {
    const { text } = await this.open(page);
    const forms = [...text.matchAll(/<form method="post" action="([^"]+)"[\s\S]*?<\/form>/g)];
    const form = forms.filter(([, target]) => target === action)[nth]?.[0];
    if (form === undefined) throw new Error(`no form to ${action} on ${page}: ${text}`);
    const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const body = new URLSearchParams(hidden.map(([, name, value]) => [name ?? '', unescaped(value ?? '')]));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return this.post(action, body);
  }

  async post(
    action: string,
    body: URLSearchParams,
    headers: Record<string, string> = { origin: this.#side.url },
  ) {
    const answer = await this.open(action, {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
    if (answer.status !== 303) return answer;
    return { ...(await this.open(answer.location)), location: answer.location };
  }
}

export function unescaped(text: string): string {
  return text
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** What a person reads: no tags, no line breaks. */
export function words(page: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? page;
  return unescaped(main.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).trim();
}

/** Somebody of the staff who has come in by a link. */
export async function signInStaff(
  side: Pick<ProviderSide, 'parts' | 'url'>,
  providerId: string,
  staffId: string,
): Promise<StaffBrowser> {
  const browser = new StaffBrowser(side);
  const link = new URL(await staffSignInLink(side.parts, providerId, staffId)).pathname;
  const page = await browser.press(link, link);
  if (page.location !== '/inkorg') throw new Error(`not signed in: ${page.status}`);
  return browser;
}

/** A member of staff; the provider is made when there is none. */
export async function addStaff(
  side: Pick<ProviderSide, 'store' | 'clock'>,
  providerId: string,
  about: { id: string; name: string; email: string | null; role: StaffRole },
): Promise<void> {
  await side.store.providerTurn(providerId, (found) => {
    const provider = found ?? newProvider({ id: providerId, name: providerId, now: side.clock.now() });
    return { doc: withStaff(provider, about, side.clock.now())?.provider ?? null, result: null };
  });
}

/** The three examples, and those who work with them: Karin and her manager at `exempel`, Nadia who does everything at `exempel-kommun`. */
export async function takeInExamples(side: Pick<ProviderSide, 'store' | 'clock'>): Promise<void> {
  for (const name of ['rusta-och-matcha', 'steg-till-arbete', 'kommun'] as const) {
    await takeIn(side, examplePlan(name));
  }
  const email = (name: string) => `${name}@exempelcoacherna.example`;
  await addStaff(side, 'exempel', {
    id: 'karin',
    name: 'Karin Berg',
    email: email('karin.berg'),
    role: 'supervisor',
  });
  await addStaff(side, 'exempel', { id: 'chef', name: 'Chefen Ek', email: email('chef'), role: 'manager' });
  await addStaff(side, 'exempel-kommun', {
    id: 'nadia',
    name: 'Nadia Sjö',
    email: 'nadia.sjo@jobbcenter.example',
    role: 'administrator',
  });
}
