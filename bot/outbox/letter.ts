/** The HTML twin of a letter: the same words, with headings for nobody and nothing that has to be fetched. */
export function htmlLetter(subject: string, text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(line).join('<br>\n')}</p>`);
  return `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family: sans-serif; font-size: 1rem; line-height: 1.5; max-width: 40em">
${paragraphs.join('\n')}
</body>
</html>
`;
}

/** A line that is an address becomes a link that says where it goes. */
function line(text: string): string {
  return /^https?:\/\/\S+$/.test(text) ? `<a href="${escaped(text)}">${escaped(text)}</a>` : escaped(text);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
