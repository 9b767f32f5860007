import { el } from './say.ts';

/** Words of the field that are explained where they stand, when they are pressed. Without this script they are links to a page. */

export interface ExplainWords {
  readonly wordClose: string;
  readonly wordFault: string;
}

/** Makes buttons of the marked words in an element. */
export function withButtons(inside: ParentNode): void {
  for (const link of inside.querySelectorAll('a.term')) {
    const id = link.getAttribute('href')?.split('/').pop() ?? '';
    link.replaceWith(
      el(
        'button',
        { type: 'button', class: 'term', 'data-term': id, 'aria-expanded': 'false' },
        link.textContent,
      ),
    );
  }
}

/** `fetchText`: the explanation in the reader's words; rejects when it cannot be had. */
export function explainIn(
  chat: HTMLElement,
  words: ExplainWords,
  fetchText: (id: string) => Promise<string>,
): void {
  // Said once to those who listen, wherever the box stands: in the live log, or above it.
  const heard = el('div', { class: 'vh', 'aria-live': 'polite' });
  chat.append(heard);

  const close = (button: Element, focus: boolean) => {
    boxOf(button)?.remove();
    button.setAttribute('aria-expanded', 'false');
    heard.textContent = '';
    if (focus) (button as HTMLElement).focus();
  };

  const open = async (button: Element) => {
    button.setAttribute('aria-expanded', 'true');
    const text = await fetchText((button as HTMLElement).dataset.term as string).catch(() => words.wordFault);
    // Closed again while it was on its way.
    if (button.getAttribute('aria-expanded') !== 'true' || boxOf(button)) return;
    const name = button.textContent as string;
    const shut = el(
      'button',
      { type: 'button', 'aria-label': `${words.wordClose}: ${name}` },
      words.wordClose,
    );
    shut.addEventListener('click', () => close(button, true));
    const box = el(
      'div',
      { class: 'explained', role: 'group', 'aria-label': name, 'aria-live': 'off' },
      ...text.split('\n').map((line) => el('p', {}, line)),
      shut,
    );
    // In the reading order right after the sentence that it belongs to.
    const place = button.closest('p, li') as HTMLElement;
    if (place.tagName === 'LI') place.append(box);
    else place.after(box);
    boxes.set(button, box);
    heard.textContent = text;
  };

  chat.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button.term');
    if (!button) return;
    if (button.getAttribute('aria-expanded') === 'true') close(button, false);
    else void open(button);
  });

  chat.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const at = event.target as Element;
    for (const button of chat.querySelectorAll('button.term[aria-expanded="true"]')) {
      if (button === at || boxOf(button)?.contains(at)) close(button, true);
    }
  });
}

const boxes = new WeakMap<Element, HTMLElement>();

function boxOf(button: Element): HTMLElement | null {
  const box = boxes.get(button);
  return box?.isConnected ? box : null;
}
