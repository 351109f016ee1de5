// A person without a mouse: goes to what they look for by Tab, and uses it by keys.
import {expect} from 'vitest';
import type {Locator, Page} from 'playwright-core';
import type {Person} from './browser';

export class Keys {
  readonly page: Page;
  constructor(readonly person: Person) {
    this.page = person.page;
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }
  type(words: string): Promise<void> {
    return this.page.keyboard.type(words);
  }
  has(what: Locator): Promise<boolean> {
    return what.evaluate((element) => element === document.activeElement, undefined, {timeout: 5_000});
  }
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? '');
  }

  /** Presses Tab (or Shift+Tab) until that has the focus. */
  async to(what: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await what.waitFor({state: 'attached', timeout: 10_000});
    for (let i = 0; i < 250; ++i) {
      if (await this.has(what)) return;
      await this.press(key);
    }
    throw new Error(`${key} does not come to ${String(what)}; it is at ${await this.focused()}`);
  }
  async enter(what: Locator): Promise<void> {
    await this.to(what);
    await this.press('Enter');
  }
  /** Types into a field in the place of what stands there. */
  async fill(field: Locator, words: string): Promise<void> {
    await this.to(field);
    await this.press('Control+A');
    await this.type(words);
    await expect.poll(() => field.inputValue(), {timeout: 3_000}).toBe(words);
  }
  /** Goes through the choices of a list by arrows until that one stands. */
  async choose(list: Locator, value: string): Promise<void> {
    await this.to(list);
    const count = await list.locator('option').count();
    const index = await list.locator('option').evaluateAll((all, wanted) => all.findIndex((one) => (one as HTMLOptionElement).value === wanted || one.textContent === wanted), value);
    if (index < 0) throw new Error(`${value} is not among ${count} choices of ${String(list)}`);
    const stands = (at: number) => expect.poll(() => list.evaluate((one) => (one as HTMLSelectElement).selectedIndex), {timeout: 5_000}).toBe(at);
    await this.press('Home');
    await stands(0);
    // Each is waited for, as a person looks where they are.
    for (let i = 1; i <= index; ++i) {
      await this.press('ArrowDown');
      await stands(i);
    }
  }
  async signIn(office: string, passphrase: string): Promise<void> {
    const {page} = this;
    await this.person.open('/');
    await this.to(page.locator('input[type=radio][name]:checked').last());
    for (let i = 0; i < 20 && !(await page.locator(`input[type=radio][value="${office}"]`).isChecked()); ++i) await this.press('ArrowDown');
    await this.fill(page.locator('input[type=password]'), passphrase);
    await this.press('Enter');
    await page.locator('#main').waitFor();
    await this.person.settled();
  }
  /** To a view by its name, from anywhere. */
  async goTo(view: string, book?: string): Promise<void> {
    const {page} = this;
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await this.press('Control+k');
    const field = page.getByRole('dialog').getByRole('combobox');
    await field.waitFor();
    await expect.poll(() => this.has(field)).toBe(true);
    await this.type(book ? `${view} ${book}` : view);
    const wanted = page.getByRole('option').filter({hasText: new RegExp(`^${view}${book ?? ''}$`)});
    await wanted.waitFor();
    for (let i = 0; i < 40 && (await wanted.getAttribute('aria-selected')) !== 'true'; ++i) await this.press('ArrowDown');
    await this.press('Enter');
    await page.getByRole('dialog').waitFor({state: 'detached'});
    await page.locator('h1', {hasText: new RegExp(view, 'i')}).waitFor();
    await this.person.settled();
  }
}
