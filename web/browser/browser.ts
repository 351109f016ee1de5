// Debian's Chromium, and what a person does with the pages in it.
import {AxeBuilder} from '@axe-core/playwright';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium, type BrowserContext, type Page} from 'playwright-core';
import type {Nation, World} from './nodes';

export type Language = 'en' | 'ja' | 'fil';

/** One person at one nation's pages, in a browser with a profile of its own. */
export class Person {
  private constructor(
    private readonly context: BrowserContext,
    private readonly profile: string,
    readonly page: Page,
    readonly nation: Nation,
  ) {}

  static async at(nation: Nation, options: {language?: Language; width?: number; height?: number} = {}): Promise<Person> {
    const profile = mkdtempSync(join(tmpdir(), 'palitan-chromium-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium',
      headless: true,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      viewport: {width: options.width ?? 1280, height: options.height ?? 900},
      locale: options.language === 'ja' ? 'ja-JP' : options.language === 'fil' ? 'fil-PH' : 'en-GB',
      timezoneId: 'Asia/Manila',
      acceptDownloads: true,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript((language) => localStorage.setItem('palitan.language', localStorage.getItem('palitan.language') ?? language), options.language ?? 'en');
    return new Person(context, profile, page, nation);
  }

  async leave(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, {recursive: true, force: true});
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
    const seen = await new AxeBuilder({page: this.page}).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    return seen.violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${one.id}: ${one.help} — ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }
}
