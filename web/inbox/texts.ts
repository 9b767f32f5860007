/** Tells how readable a text is while it is typed. Without this the page tells it when a button is pressed. */

const WAIT_MS = 600;

export function checkWhileTyping(form: HTMLFormElement): void {
  const address = form.dataset.texts ?? '';
  for (const area of form.querySelectorAll<HTMLTextAreaElement>('textarea[data-level]')) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    area.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => check(address, form, area), WAIT_MS);
    });
  }
}

async function check(address: string, form: HTMLFormElement, area: HTMLTextAreaElement): Promise<void> {
  const result = document.getElementById(`${area.id}-check`);
  const token = new FormData(form).get('form');
  if (!result || typeof token !== 'string') return;
  const text = area.value;
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ form: token, text, level: area.dataset.level ?? '' }),
      cache: 'no-store',
    });
    // What was typed meanwhile is looked at by its own question.
    if (!answer.ok || area.value !== text) return;
    const piece = new DOMParser().parseFromString(await answer.text(), 'text/html');
    result.replaceChildren(...piece.body.childNodes);
    // One place that is read out, and only when the verdict is another one: not the figures at every pause.
    const told = document.getElementById('texts-told');
    if (told) told.textContent = result.querySelector('strong')?.textContent ?? '';
  } catch {
    // No contact right now; what is typed stays where it is.
  }
}
