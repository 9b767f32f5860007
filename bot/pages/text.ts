import { type Mark, marked } from '../../web/shared/marked.ts';
import { type Html, html } from '../html.ts';

/** Texts as HTML. The chat's script does the same to what arrives live (web/say.ts), and a test compares the two. */

/** Numbers to ring, as Swedish numbers are written, and pages of the authorities. Not part of an e-mail address or of a longer number. */
const LINKS =
  /(?<![\w@.-])(?:(?:\+46 ?|0)\d{1,3}[- ]\d{2,3}(?:[ -]\d{2,3}){1,3}(?!\d)|(?:[a-zåäö0-9-]+\.)+(?:se|nu|org)(?:\/[^\s»«]*[^\s»«.,!?:;)])?(?![\w@]))/g;

/** One paragraph a line; lines that begin with a hyphen are a list. */
export function paragraphs(
  text: string,
  options: {
    readonly links?: boolean;
    /** Words to mark, which are taken out of it once they are. */
    readonly marks?: Mark[];
  } = {},
): Html[] {
  const inline = (line: string): Html | string => (options.links ? withLinks(line, options.marks) : line);
  const made: Html[] = [];
  let items: Html[] = [];
  const endList = () => {
    if (items.length > 0) made.push(html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`);
    items = [];
  };
  for (const line of text.split('\n')) {
    if (line.startsWith('- ')) {
      items.push(html`${inline(line.slice(2))}`);
      continue;
    }
    // A row of two lines: the second stands in under the first.
    const above = line.startsWith('  ') ? items.pop() : undefined;
    if (above) {
      items.push(html`${above}<br>${inline(line.trim())}`);
      continue;
    }
    endList();
    if (line.trim() !== '') made.push(html`<p>${inline(line)}</p>`);
  }
  endList();
  return made;
}

/** The text with its numbers and addresses as links, and with words that can be explained as links to that. */
export function withLinks(text: string, marks: Mark[] = []): Html {
  const made: (Html | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(LINKS)) {
    made.push(...withMarks(text.slice(end, match.index), marks), linkTo(match[0]));
    end = match.index + match[0].length;
  }
  return html`${[...made, ...withMarks(text.slice(end), marks)]}`;
}

function withMarks(text: string, marks: Mark[]): (Html | string)[] {
  return marked(text, marks).map((piece) =>
    typeof piece === 'string' ? piece : html`<a class="term" href="/ord/${piece.id}">${piece.word}</a>`,
  );
}

function linkTo(text: string): Html {
  return html`<a href="${/^[+0]\d*[- ]/.test(text) ? phoneUrl(text) : `https://${text}`}">${text}</a>`;
}

export function phoneUrl(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`;
}
