import {useEffect, useRef, useState, type ReactNode} from 'react';

/** Holds a wide table; where it is wider than the screen it can be moved by keys too. */
export function ScrollX({label, children}: {label: string; children: ReactNode}) {
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const one = box.current;
    if (!one) return;
    const watch = new ResizeObserver(() => setWide(one.scrollWidth > one.clientWidth));
    watch.observe(one);
    if (one.firstElementChild) watch.observe(one.firstElementChild);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box} className="scroll-x" {...(wide ? {tabIndex: 0, role: 'group', 'aria-label': label} : {})}>
      {children}
    </div>
  );
}
