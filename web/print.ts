/** "Skriv ut", on pages that people take along on paper. */
const button = document.getElementById('print') as HTMLButtonElement;
button.hidden = false;
button.addEventListener('click', () => print());
