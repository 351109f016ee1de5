// What the frame says aloud to who does not see the page: which view stands now, and that an act was signed.
import {useSyncExternalStore} from 'react';

interface Said {
  view?: string;
  /** The act that was signed last, by its id and kind. */
  signed?: {id: string; kind: string};
}

let said: Said = {};
const listeners = new Set<() => void>();

export function say(part: Said): void {
  said = {...said, ...part};
  for (const tell of listeners) tell();
}

const listen = (tell: () => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};

export const useSaid = (): Said => useSyncExternalStore(listen, () => said);
