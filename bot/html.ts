/** HTML that is safe to send. Only `html` makes it, and it escapes everything put into it that is not HTML already. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: strings.reduce((made, string, index) => made + partHtml(parts[index - 1]) + string) };
}

/** A text with its line breaks kept. */
export function lines(text: string): Html {
  return { html: text.split('\n').map(escapeHtml).join('<br>') };
}

function partHtml(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  if (isHtml(part)) return part.html;
  return part.map(partHtml).join('');
}

function isHtml(part: Html | readonly Part[]): part is Html {
  return 'html' in part;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
