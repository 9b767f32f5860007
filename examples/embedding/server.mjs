// A site of a provider with the chat in it: one page with one script tag, and the call that gives the page a token.
//
//   STEGVIS=http://localhost:3978 KEY=... PROVIDER=exempel node examples/embedding/server.mjs
//
// It plays a site where alva-rom is signed in. In a site of your own, the id comes from your own sign-in.
import { createServer } from 'node:http';

const { STEGVIS, KEY, PROVIDER, PORT = '8080' } = process.env;

const page = `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mina sidor</title></head>
<body>
<h1>Mina sidor</h1>
<script src="${STEGVIS}/inbaddning.js" data-provider="${PROVIDER}" data-token="/stegvis-token"></script>
<p>Under chatten</p>
</body>
</html>`;

/** Who is signed in here: the id that their plan has in Stegvis, or null. */
function participantOf(_request) {
  return 'alva-rom';
}

const server = createServer(async (request, response) => {
  if (request.url !== '/stegvis-token') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
    return;
  }
  const participant = participantOf(request);
  // Your own page alone asks for tokens: a browser names where a POST comes from.
  const isOurs = request.method === 'POST' && request.headers['sec-fetch-site'] === 'same-origin';
  if (participant === null || !isOurs) {
    response.writeHead(403);
    response.end();
    return;
  }
  // The key stays here, and never goes to the browser.
  const answer = await fetch(`${STEGVIS}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ user: { id: `dl_${participant}` } }),
  });
  response.writeHead(answer.ok ? 200 : 502, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(await answer.text());
});

server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
