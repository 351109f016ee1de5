import {useQuery, useQueryClient, type Query, type QueryClient} from '@tanstack/react-query';
import {createContext, useContext, useEffect, useMemo, type ReactNode} from 'react';
import {api, asSent, call, take, type Schemas} from '@/api/client';

export type Session = Schemas['Session'];
export type SessionSeat = NonNullable<Session['seats']>[number];

const SessionContext = createContext<Session | undefined>(undefined);

export const sessionKey = ['session'] as const;

/** Who is signed in at this node. REQUIRES: below SessionProvider. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside of SessionProvider');
  return session;
}

/** Tabs share one cookie: who signs in or out in one of them does so in all. */
const others = new BroadcastChannel('palitan.session');

/** Asks the node once who is signed in; `away` is shown while the node does not answer. */
export function SessionProvider({children, away, waiting}: {children: ReactNode; away: ReactNode; waiting: ReactNode}) {
  const queries = useQueryClient();
  useEffect(() => {
    others.onmessage = () => {
      void queries.refetchQueries({queryKey: sessionKey}).then(() => queries.resetQueries({predicate: ofSession}));
    };
    return () => {
      others.onmessage = null;
    };
  }, [queries]);
  const asked = useQuery({queryKey: sessionKey, queryFn: () => take(api.GET('/v1/session')), staleTime: 60_000});
  const session = asked.data;
  const body = useMemo(() => children, [children]);
  if (session) return <SessionContext.Provider value={session}>{body}</SessionContext.Provider>;
  return asked.isError ? away : waiting;
}

export interface SignIn {
  office: string;
  passphrase: string;
}

/** Everything that was read as somebody else. The session's own query stays: who watches it would watch a removed one. */
const ofSession = (query: Query) => query.queryKey[0] !== sessionKey[0];
const forget = (queries: QueryClient) => queries.removeQueries({predicate: ofSession});

/** Opens and ends the session; everything that was read as somebody else is forgotten. */
export function useSigning() {
  const queries = useQueryClient();
  return {
    async signIn(words: SignIn): Promise<void> {
      const session = await asSent(take(api.POST('/v1/session', {body: words})));
      forget(queries);
      queries.setQueryData(sessionKey, session);
      others.postMessage('changed');
    },
    async signOut(): Promise<void> {
      await call('/v1/session', {method: 'DELETE'});
      others.postMessage('changed');
      await queries.refetchQueries({queryKey: sessionKey});
      forget(queries);
    },
  };
}
