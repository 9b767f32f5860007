// A receiver of Stegvis webhooks: SECRET=whsec_... PORT=8099 node examples/webhooks/receiver.mjs
// It checks the signature by Standard Webhooks 1.0, takes each id once, and answers 204. Without SECRET it checks nothing.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env.SECRET ?? '';
const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
/** Ids that were taken. Keep them where they last in a real system. */
const seen = new Set();
const FIVE_MINUTES = 300;

function isGenuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures } = headers;
  // An old one may have been recorded and played again.
  if (!id || Math.abs(Date.now() / 1000 - Number(seconds)) > FIVE_MINUTES) return false;
  const wanted = Buffer.from(createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64'));
  return String(signatures)
    .split(' ')
    .map((signature) => Buffer.from(signature.replace(/^v1,/, '')))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted));
}

const server = createServer((req, res) => {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    if (secret !== '' && !isGenuine(req.headers, body)) return res.writeHead(401).end();
    const id = req.headers['webhook-id'] ?? '';
    const { type, data } = JSON.parse(body);
    if (!seen.has(id)) console.log(type, data.participant?.id ?? '', data.absence?.version ?? '');
    if (id !== '') seen.add(id);
    res.writeHead(204).end();
  });
});
server.listen(Number(process.env.PORT ?? 8099), '127.0.0.1', () => {
  console.log(`listening ${server.address().port}`);
});
