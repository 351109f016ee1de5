import {call} from '@/api/client';

/** Fetches a file of the node and hands it to the person's disk under `name`. Throws Refused or NodeAway. */
export async function download(path: string, name: string): Promise<void> {
  const bytes = await (await call(path)).blob();
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
