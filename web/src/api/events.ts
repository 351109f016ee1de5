import {useQueryClient} from '@tanstack/react-query';
import {useEffect, useState} from 'react';
import {sessionKey} from '@/session/session';

/** Whether the node's events reach this page: undefined until known. */
export type Link = 'live' | 'away' | undefined;

/** Does the node answer at all? Asked without the session, which is to end by itself. */
const answers = (): Promise<boolean> => fetch('/v1/session', {credentials: 'omit'}).then((one) => one.status < 500, () => false);

/** Takes the node's events (server-sent) and has what is on the screen read again when something changed. */
export function useEvents(): Link {
  const queries = useQueryClient();
  const [link, setLink] = useState<Link>();
  useEffect(() => {
    const source = new EventSource('/v1/events');
    let lost: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(lost);
      lost = undefined;
      setLink('live');
    };
    source.addEventListener('change', () => {
      alive();
      void queries.invalidateQueries({predicate: (query) => query.queryKey[0] !== sessionKey[0]});
    });
    source.onopen = alive;
    // Each answer ends after one event, and the next is held until something changes: an end alone means nothing, nor does
    // silence. The node is asked.
    source.onerror = () => {
      lost ??= setTimeout(() => {
        lost = undefined;
        void answers().then((does) => (does ? alive() : setLink('away')));
      }, 3_000);
    };
    return () => {
      clearTimeout(lost);
      source.close();
    };
  }, [queries]);
  return link;
}
