/**
 * CSV as a Swedish Excel opens it by a double click: a mark that it is UTF-8, semicolons, decimal commas, lines that end as in Windows. A text
 * that a spreadsheet would run as a formula is made harmless by an apostrophe. Source: owasp.org, CSV Injection.
 */

export type Cell = string | number | null;

export function csv(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellText).join(';')}\r\n`).join('')}`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = cell.replace(/\r\n?|\n/g, ' ');
  const harmless = /^[\s]*[=+\-@＝＋－＠]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[";]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
