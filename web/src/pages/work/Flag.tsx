import type {ReactNode} from 'react';

/** Small pictures of flags, drawn here so that no font and no request is needed. */
const FLAGS: Record<string, ReactNode> = {
  jpn: <><rect width="18" height="12" fill="#fff" /><circle cx="9" cy="6" r="3.6" fill="#bc002d" /></>,
  phl: <><rect width="18" height="6" fill="#0038a8" /><rect y="6" width="18" height="6" fill="#ce1126" /><path d="M0,0 L10.4,6 L0,12 z" fill="#fff" /><circle cx="3.4" cy="6" r="1.5" fill="#fcd116" /></>,
  usa: (
    <>
      <rect width="18" height="12" fill="#fff" />
      {[0, 2, 4, 6, 8, 10, 12].map((i) => <rect key={i} y={(i * 12) / 13} width="18" height={12 / 13} fill="#b31942" />)}
      <rect width="7.6" height={(7 * 12) / 13} fill="#0a3161" />
    </>
  ),
};

/** A party's flag for the eye; its name always stands beside it. Nothing for a party that has none here. */
export function Flag({code}: {code: string}) {
  const flag = FLAGS[code];
  if (!flag) return null;
  return <svg viewBox="0 0 18 12" width="18" height="12" aria-hidden style={{verticalAlign: '-1px', marginInline: 3, outline: '1px solid var(--mantine-color-gray-5)'}}>{flag}</svg>;
}
