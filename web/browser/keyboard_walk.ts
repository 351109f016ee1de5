// A walk over a page by the Tab key alone, and what a mouse could use there that the walk did not meet.
import type {Page} from 'playwright-core';

interface Walk {
  reached: Element[];
  faults: Set<string>;
  before?: {element: Element; ring: string};
}
declare global {
  interface Window {
    walk: Walk;
  }
}

/** Presses Tab from the top of the page to its end, `most` times at the utmost. Answers what is wrong with it, in words. */
export async function walk(page: Page, {within = 'body', most = 600} = {}): Promise<string[]> {
  await page.emulateMedia({reducedMotion: 'reduce'});
  await page.evaluate((dialog) => {
    window.walk = {reached: [], faults: new Set()};
    if (dialog) return;
    // From before the first element, wherever the focus was.
    (document.activeElement as HTMLElement | null)?.blur();
    window.getSelection()?.removeAllRanges();
    window.scrollTo(0, 0);
    const first = document.body.firstElementChild as HTMLElement;
    first.tabIndex = -1;
    first.focus();
    first.removeAttribute('tabindex');
  }, within !== 'body');
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(step);
    if (at === 'end') break;
    if (i === most - 1) return [`no end after ${most} times Tab`];
  }
  return page.evaluate(rest, within);
}

/** How many stops the last walk had. */
export const stops = (page: Page): Promise<number> => page.evaluate(() => window.walk.reached.length);

/** Looks at what has the focus now; runs in the page. */
function step(): 'on' | 'end' {
  const {reached, faults, before} = window.walk;
  const said = (element: Element) => element.outerHTML.replace(/\s(style|class|d)="[^"]*"/g, '').slice(0, 140);
  /** What stands for it to the eye: boxes and switches of the browser are hidden behind their labels. */
  const seen = (element: Element): Element[] => {
    const label = element.closest('label') ?? (element.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : null);
    return [element, element.nextElementSibling, label, element.parentElement].filter((one): one is Element => one !== null);
  };
  const ring = (element: Element) =>
    seen(element).map((one) => {
      const style = getComputedStyle(one);
      return [style.outlineStyle === 'none' ? '' : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`, style.boxShadow].join();
    }).join('|');
  if (before) {
    if (before.element.isConnected && ring(before.element) === before.ring) faults.add(`no ring: ${said(before.element)}`);
    window.walk.before = undefined;
  }
  const now = document.activeElement;
  if (!now || now === document.body || now === document.documentElement || now === reached[0]) return 'end';
  if (reached.includes(now)) {
    faults.add(`the way goes back to: ${said(now)}`);
    return 'end';
  }
  if ((now as HTMLElement).tabIndex > 0) faults.add(`an order of its own: ${said(now)}`);
  const shown = seen(now).find((one) => one.getBoundingClientRect().width > 2 && getComputedStyle(one).opacity !== '0') ?? now;
  const box = shown.getBoundingClientRect();
  const inside = {left: Math.max(box.left, 0), right: Math.min(box.right, innerWidth), top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight)};
  const points = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [inside.left + (inside.right - inside.left) * x, inside.top + (inside.bottom - inside.top) * y]));
  const hit = points.some(([x, y]) => {
    const top = document.elementFromPoint(x as number, y as number);
    return top !== null && (seen(now).some((one) => one.contains(top)) || top.contains(shown));
  });
  if (inside.right <= inside.left || inside.bottom <= inside.top || !hit) faults.add(`out of sight: ${said(now)}`);
  const last = reached.at(-1);
  const main = document.getElementById('main');
  // The places of a map follow no line.
  if (last && main?.contains(last) && main.contains(now) && !now.closest('svg')) {
    const was = last.getBoundingClientRect();
    const is = now.getBoundingClientRect();
    if (is.height > 0 && was.height > 0 && is.bottom <= was.top && is.left < was.right && was.left < is.right) faults.add(`goes up again: ${said(last)} → ${said(now)}`);
  }
  reached.push(now);
  window.walk.before = {element: now, ring: ring(now)};
  return 'on';
}

/** What a mouse could use and the walk did not meet; runs in the page after it. */
function rest(within: string): string[] {
  const {reached, faults} = window.walk;
  const said = (element: Element) => element.outerHTML.replace(/\s(style|class|d)="[^"]*"/g, '').slice(0, 140);
  const controls = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[role=link],[role=tab],[role=menuitem],[role=menuitemradio],[role=checkbox],[role=switch]';
  const presses = (element: Element) => {
    const key = Object.keys(element).find((one) => one.startsWith('__reactProps$'));
    const props = key ? (element as unknown as Record<string, Record<string, unknown>>)[key] : undefined;
    return ['onClick', 'onDoubleClick', 'onMouseDown', 'onPointerDown'].some((name) => typeof props?.[name] === 'function');
  };
  const met = (element: Element) => reached.some((one) => one === element || one.contains(element) || element.contains(one));
  const shown = (element: Element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === 'visible' && !element.closest('[inert],[aria-hidden=true],[hidden]');
  };
  /** Arrows move within these, once one of them is met. */
  const group = (element: Element): boolean => {
    if (element instanceof HTMLInputElement && element.type === 'radio') return reached.some((one) => one instanceof HTMLInputElement && one.name === element.name);
    const of = element.closest('[role=tablist],tbody,[role=menu],[role=radiogroup]');
    return of !== null && element.matches('[tabindex="-1"]') && reached.some((one) => of.contains(one) && one.tagName === element.tagName && one.getAttribute('role') === element.getAttribute('role'));
  };
  for (const element of document.querySelectorAll(`${within} *`)) {
    if (!shown(element) || element.matches(':disabled,[aria-disabled=true],[role=tooltip],[data-mantine-scrollbar],.mantine-InputWrapper-label') || element.closest('fieldset:disabled')) continue;
    const control = element.matches(controls);
    const pointer = getComputedStyle(element).cursor === 'pointer' && element.parentElement !== null && getComputedStyle(element.parentElement).cursor !== 'pointer';
    if (!control && !pointer && !presses(element)) continue;
    if (control ? reached.includes(element) : met(element)) continue;
    if (group(element)) continue;
    // A label presses what it belongs to.
    const label = (element.closest('label') ?? element.querySelector('label')) as HTMLLabelElement | null;
    if (label?.control && (label.control.matches(':disabled') || met(label.control) || group(label.control))) continue;
    // The part of a control that is a second way into it: Mantine's eye of a passphrase is met itself, its chevrons are not.
    if (element.closest('[data-position=right],[data-position=left]') && element.closest('.mantine-Input-wrapper') && reached.some((one) => element.closest('.mantine-Input-wrapper')?.contains(one))) continue;
    faults.add(`not met: ${said(element)}`);
  }
  return [...faults];
}
