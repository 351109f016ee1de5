import {useQueryClient} from '@tanstack/react-query';
import {useEffect, useState} from 'react';
import {sessionKey} from '@/session/session';
import {openStream, type Link, type Word} from './stream';

export type {Link} from './stream';

/** What tabs say to each other under this name; `asks`: somebody new wants to know how things stand. */
type Message = Word | 'asks';
const NAME = 'palitan.events';

/**
 * Has what is on the screen read again when the node says that something changed. Browsers allow six connections to a
 * host, and each stream is one: one tab holds it and tells the others; when it is closed, the next one takes over.
 */
export function useEvents(): Link {
  const queries = useQueryClient();
  const [link, setLink] = useState<Link>();
  useEffect(() => {
    const channel = new BroadcastChannel(NAME);
    const leaving = new AbortController();
    let last: Word | undefined;
    const hear = (word: Word) => {
      if (word === 'change') return void queries.invalidateQueries({predicate: (query) => query.queryKey[0] !== sessionKey[0]});
      last = word;
      if (word === 'nobody') return void queries.invalidateQueries({queryKey: sessionKey});
      setLink(word);
    };
    channel.onmessage = ({data}: MessageEvent<Message>) => {
      if (data !== 'asks') hear(data);
    };
    channel.postMessage('asks' satisfies Message);
    const lead = () =>
      new Promise<void>((done) => {
        if (leaving.signal.aborted) return done();
        const say = (word: Word) => {
          hear(word);
          channel.postMessage(word);
        };
        channel.onmessage = ({data}: MessageEvent<Message>) => {
          if (data === 'asks' && last) channel.postMessage(last);
        };
        const close = openStream(say);
        leaving.signal.addEventListener('abort', () => {
          close();
          done();
        });
      });
    // Refused only where this tab leaves before its turn comes.
    navigator.locks.request(NAME, {signal: leaving.signal}, lead).catch(() => undefined);
    return () => {
      leaving.abort();
      channel.close();
    };
  }, [queries]);
  return link;
}
