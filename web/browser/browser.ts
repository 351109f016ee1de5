// Debian's Chromium, and what a person does with the pages in it.
import {AxeBuilder} from '@axe-core/playwright';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium, type Browser, type BrowserContext, type Page} from 'playwright-core';
import {ZONE} from './days';
import type {Nation, World} from './nodes';
import {tongue} from './tongue';

export type Language = 'en' | 'ja' | 'fil';

/** How Debian's Chromium is started. */
export const CHROMIUM = {
  executablePath: '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};

interface Sight {
  language?: Language;
  width?: number;
  height?: number;
}

const window = ({language, width, height}: Sight) => ({
  viewport: {width: width ?? 1280, height: height ?? 900},
  locale: language === 'ja' ? 'ja-JP' : language === 'fil' ? 'fil-PH' : 'en-GB',
  timezoneId: ZONE,
  acceptDownloads: true,
});

/** One person at one nation's pages, in a browser with a profile of its own. */
export class Person {
  /** A word as this person reads it. */
  readonly t: ReturnType<typeof tongue>;
  private constructor(
    private readonly context: BrowserContext,
    private readonly profile: string | undefined,
    readonly page: Page,
    readonly nation: Nation,
    readonly language: Language,
  ) {
    this.t = tongue(language);
  }

  static async at(nation: Nation, options: Sight = {}): Promise<Person> {
    const profile = mkdtempSync(join(tmpdir(), 'palitan-chromium-'));
    return Person.within(await chromium.launchPersistentContext(profile, {...CHROMIUM, ...window(options)}), profile, nation, options.language);
  }

  /** In a window of a browser that others use too, with nothing in common with theirs. */
  static async in(browser: Browser, nation: Nation, options: Sight = {}): Promise<Person> {
    return Person.within(await browser.newContext(window(options)), undefined, nation, options.language);
  }

  private static async within(context: BrowserContext, profile: string | undefined, nation: Nation, language: Language = 'en'): Promise<Person> {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript((chosen) => localStorage.setItem('palitan.language', localStorage.getItem('palitan.language') ?? chosen), language);
    return new Person(context, profile, page, nation, language);
  }

  async leave(): Promise<void> {
    await this.context.close();
    if (this.profile) rmSync(this.profile, {recursive: true, force: true});
  }

  /** Opens an address of the pages and waits until the view stands. */
  async open(path: string): Promise<void> {
    await this.page.goto(this.nation.url + path);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    await this.page.locator('main .mantine-Loader-root').waitFor({state: 'detached'}).catch(() => undefined);
  }

  async signIn(world: World, office: string): Promise<void> {
    await this.open('/');
    await this.page.locator(`input[type=radio][value="${office}"]`).check();
    await this.page.locator('input[type=password]').fill(world.passphrase);
    await this.page.locator('button[type=submit]').click();
    await this.page.locator('#main').waitFor();
    await this.settled();
  }

  /** Serious and critical findings of axe on the page as it stands: WCAG 2.2 A and AA. */
  async findings(): Promise<string[]> {
    // What is fading in or out has colours that nobody reads. What turns for ever (a loader) is not waited for.
    await this.page.waitForFunction(() =>
      document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity),
    );
    const axe = new AxeBuilder({page: this.page}).options({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],  // of what is in order, no list of all its elements
    });
    // There are no frames here: what they find would be put together in a page of its own, opened each time.
    const seen = await axe.setLegacyMode().analyze();
    return seen.violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${one.id}: ${one.help} — ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }
}
