/**
 * The one script tag of a site that has the chat in it:
 * `<script src="https://stegvis.example/inbaddning.js" data-provider="ID" data-token="/stegvis-token" async></script>`.
 * Makes the frame where the tag stands, or in the element that `data-into` names, and hands over the tokens that the site's own server gives.
 */
{
  const script = document.currentScript as HTMLScriptElement;
  const { provider = '', token = '', into, title } = script.dataset;
  const stegvis = new URL(script.src).origin;
  const frame = document.createElement('iframe');
  frame.src = `${stegvis}/inbaddad/${encodeURIComponent(provider)}`;
  frame.title = title ?? 'Chatt med Stegvis';
  frame.className = 'stegvis';
  Object.assign(frame.style, { display: 'block', width: '100%', height: 'min(44rem, 85vh)', border: '0' });

  /** Null for somebody whom the site does not know (any more). */
  const fetchToken = async (): Promise<unknown> => {
    const answer = await fetch(token, { method: 'POST', credentials: 'same-origin' });
    if (answer.status === 401 || answer.status === 403) return null;
    if (!answer.ok) throw new Error(`stegvis: ${token} answered ${answer.status}`);
    return answer.json();
  };

  addEventListener('message', async ({ data, origin, source }) => {
    if (origin !== stegvis || source !== frame.contentWindow || data?.stegvis !== 'ask') return;
    const given = await fetchToken().catch(() => undefined);
    frame.contentWindow?.postMessage({ stegvis: 'token', given }, stegvis);
  });

  const place = into ? document.getElementById(into) : null;
  if (place) place.append(frame);
  else script.after(frame);
}
