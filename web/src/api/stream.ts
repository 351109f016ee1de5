// The node's events (server-sent), as one connection gives them.

/** Whether the node's events reach this page: undefined until known. */
export type Link = 'live' | 'away' | undefined;

/** What the stream says: something changed, whether the node is there, or that it no longer knows who asks. */
export type Word = 'change' | 'live' | 'away' | 'nobody';

/** How long a lost connection may be lost before the node is asked, and how long until a refused one is opened anew. */
const PATIENCE_MS = 3_000;

/** Does the node answer at all? Asked without the session, which is to end by itself. */
const answers = (): Promise<boolean> => fetch('/v1/session', {credentials: 'omit'}).then((one) => one.status < 500, () => false);

/** Opens the stream and keeps it open. Returns what ends it. */
export function openStream(say: (word: Word) => void): () => void {
  let source: EventSource;
  let lost: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const alive = () => {
    clearTimeout(lost);
    lost = undefined;
    say('live');
  };
  // Each answer ends after one event, and the next is held until something changes: an end alone means nothing, nor does
  // silence. The node is asked. A browser does not come again by itself after a refusal.
  const look = async () => {
    const refused = source.readyState === EventSource.CLOSED;
    const there = await answers();
    if (ended) return;
    lost = undefined;
    if (there && !refused) return alive();
    say(there ? 'nobody' : 'away');
    if (refused) open();
  };
  const open = () => {
    source = new EventSource('/v1/events');
    source.onopen = alive;
    source.onerror = () => {
      lost ??= setTimeout(() => void look(), PATIENCE_MS);
    };
    source.addEventListener('change', () => {
      alive();
      say('change');
    });
  };
  open();
  return () => {
    ended = true;
    clearTimeout(lost);
    source.close();
  };
}
