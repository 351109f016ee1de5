// Everybody of the three nations, each office in a window of its own, for what is done by hand from the founding on.
import {expect} from 'vitest';
import {chromium, type Browser} from 'playwright-core';
import {CHROMIUM, Person, type Language} from './browser';
import {World} from './nodes';
import {agreed, eventually} from './story';

export type Code = 'jpn' | 'phl' | 'usa';
export type Office = 'agreements desk' | 'requesting officer' | 'contracting officer' | 'supply officer' | 'receiving officer' | 'finance officer';

/** So many windows stay as they were left; one not used since then has its page put away, and has to be opened anew. */
const IN_USE = 4;

export class Hands {
  private readonly people = new Map<string, Promise<Person>>();
  /** Names of the people, who was asked for last at the end. */
  private recent: string[] = [];
  /** Cases opened on the way, by a name of the test's own. */
  readonly cases = new Map<string, string>();
  private constructor(
    readonly world: World,
    readonly language: Language,
    private readonly browser: Browser,
  ) {}

  /** In nodes that have only been founded; with `played`, in those of the demonstration at its end. */
  static async at(language: Language, {played = false} = {}): Promise<Hands> {
    const [world, browser] = await Promise.all([World.play({founded: !played}), chromium.launch(CHROMIUM)]);
    return new Hands(world, language, browser);
  }

  /** Who holds an office, signed in at their own node. */
  async who(nation: Code, office: Office): Promise<Person> {
    const name = `${nation} ${office}`;
    this.recent = [...this.recent.filter((one) => one !== name), name];
    // Every open page reads anew what an act changes, so that pages nobody looks at would slow the others down.
    for (const idle of this.recent.splice(0, Math.max(0, this.recent.length - IN_USE))) await (await this.people.get(idle))?.page.goto('about:blank');
    let person = this.people.get(name);
    if (!person) {
      person = Person.in(this.browser, this.world.nations[nation], {language: this.language}).then(async (one) => {
        await one.signIn(this.world, office);
        return one;
      });
      this.people.set(name, person);
    }
    return person;
  }

  case(name: string): string {
    const id = this.cases.get(name);
    if (!id) throw new Error(`no case was opened as "${name}"`);
    return id;
  }

  /** Waits until the last act of this kind in the case is the same and agreed at every one of these nodes. */
  async agreed(slug: string, name: string, kind: string): Promise<string> {
    const people = slug.split('-').map((code) => [...this.people].find(([key]) => key.startsWith(code))?.[1] ?? this.who(code as Code, 'agreements desk'));
    const ids = async () => Promise.all(people.map(async (person) => agreed(await person, slug, this.case(name), kind)));
    let found: string[] = [];
    // An act that has not arrived yet leaves an earlier one of its kind as the last, agreed long ago.
    await eventually(async () => {
      found = await ids();
      expect(new Set(found).size, `${kind} the same at ${slug}`).toBe(1);
    });
    return found[0] ?? '';
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.world.end();
  }
}
