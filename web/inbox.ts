import { checkWhileTyping } from './inbox/texts.ts';

/** What scripts add to the inbox: a button that copies, one that prints, and news that come by themselves. All else works without. */

const LOOK_EVERY_MS = 20_000;

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy ?? '')?.textContent ?? '';
    const status = button.parentElement?.querySelector('[role=status]');
    const said = await copied(text);
    if (status) status.textContent = (said ? button.dataset.copied : button.dataset.failed) ?? '';
  });
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-texts]')) checkWhileTyping(form);

const list = document.getElementById('list');
const live = document.getElementById('live');
if (list && live) setTimeout(() => look(list, live), LOOK_EVERY_MS);

/** Looks for news while the page is seen. Nothing moves under somebody who reads with the keyboard or marks text: they get a link. */
async function look(shown: HTMLElement, status: HTMLElement): Promise<void> {
  if (document.visibilityState === 'visible') {
    try {
      const answer = await fetch(location.pathname + location.search, {
        headers: { 'x-stegvis-look': '1' },
        cache: 'no-store',
      });
      if (answer.status === 401) {
        status.textContent = status.dataset.signedOut ?? '';
        return;
      }
      if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), 'text/html'), shown, status);
    } catch {
      // No contact right now; the next look may have it.
    }
  }
  setTimeout(() => look(shown, status), LOOK_EVERY_MS);
}

function take(fresh: Document, shown: HTMLElement, status: HTMLElement): void {
  const news = fresh.getElementById('list');
  if (!news || news.innerHTML === shown.innerHTML) return;
  const busy = shown.contains(document.activeElement) || document.getSelection()?.type === 'Range';
  if (busy) {
    if (status.childElementCount > 0) return;
    const link = document.createElement('a');
    link.href = location.pathname + location.search;
    link.className = 'big';
    link.textContent = status.dataset.reload ?? '';
    status.replaceChildren(`${status.dataset.changed ?? ''} `, link);
    return;
  }
  shown.replaceChildren(...news.childNodes);
  document.title = fresh.title;
  status.textContent = status.dataset.changed ?? '';
}
