// Every view in three languages: nothing serious for axe, no text left untranslated, no fault; and what it costs to fetch.
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {Person, type Language} from './browser';
import {World} from './nodes';
import {allViews, type View} from './views';

let world: World;

beforeAll(async () => {
  world = await World.play();
});
afterAll(async () => {
  await world?.end();
});

// The languages side by side; what is asked in one of them one after another.
describe.concurrent.each<Language>(['en', 'ja', 'fil'])('in %s', (language) => {
  let person: Person;
  let views: View[];
  const faults: string[] = [];
  beforeAll(async () => {
    person = await Person.at(world.nations.jpn, {language});
    person.page.on('pageerror', (error) => faults.push(String(error)));
    await person.open('/');
    expect(await person.findings(), 'sign-in').toEqual([]);
    await person.signIn(world, 'requesting officer');
    views = await allViews(person);
  });
  afterAll(() => person?.leave());

  it.sequential('has nothing serious for axe on any view', async () => {
    const found: Record<string, string[]> = {};
    for (const view of views) {
      await person.open(view.path);
      const findings = await person.findings();
      if (findings.length > 0) found[view.name] = findings;
    }
    expect(found).toEqual({});
    expect(faults).toEqual([]);
  }, 300_000);

  it.sequential('says in its language what it is', async () => {
    await person.open('/');
    expect(await person.page.locator('html').getAttribute('lang')).toBe(language);
  });
});

describe('on a telephone', () => {
  it('never scrolls sideways', async () => {
    const person = await Person.at(world.nations.jpn, {width: 360, height: 740});
    await person.signIn(world, 'requesting officer');
    const wide: string[] = [];
    for (const view of await allViews(person)) {
      await person.open(view.path);
      const [content, window] = await person.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      if ((content as number) > (window as number)) wide.push(`${view.name}: ${content} in ${window}`);
    }
    await person.leave();
    expect(wide).toEqual([]);
  }, 300_000);
});

describe('by keyboard', () => {
  it('reaches every control of the frame, and the search from anywhere', async () => {
    const person = await Person.at(world.nations.jpn);
    await person.signIn(world, 'requesting officer');
    await person.open('/b/jpn-phl/orders');
    await person.page.keyboard.press('Tab');
    expect(await person.page.evaluate(() => document.activeElement?.className)).toContain('skip');
    await person.page.keyboard.press('Enter');
    expect(await person.page.evaluate(() => document.activeElement?.id)).toBe('main');
    await person.page.keyboard.press('/');
    await person.page.locator('[role=dialog] input').waitFor();
    await person.page.keyboard.type('F-76');
    await person.page.locator('[role=option]').first().waitFor();
    await person.page.keyboard.press('Enter');
    await person.settled();
    expect(new URL(person.page.url()).pathname).not.toBe('/b/jpn-phl/orders');
    await person.leave();
  });
});

describe('untranslated text', () => {
  it('stands nowhere: every word comes from the language files or from the record', async () => {
    const person = await Person.at(world.nations.jpn);
    await person.page.addInitScript(() => localStorage.setItem('palitan.pseudo', '1'));
    await person.signIn(world, 'requesting officer');
    const bare: Record<string, string[]> = {};
    for (const view of await allViews(person)) {
      await person.open(view.path);
      const texts = await person.page.evaluate(() => {
        const out: string[] = [];
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const text = (node.textContent ?? '').trim();
          const at = node.parentElement;
          if (!text || !at || at.closest('script,style,code,time,abbr,td,option,[lang],.mono,.num,[data-record]')) continue;
          if (/[A-Za-z]{4,}/.test(text.replace(/⟦[^⟧]*⟧/g, '').replace(/[⟦⟧]/g, ''))) out.push(text.slice(0, 80));
        }
        return out;
      });
      if (texts.length > 0) bare[view.name] = [...new Set(texts)];
    }
    await person.leave();
    expect(bare).toEqual({});
  }, 300_000);
});

describe('bytes', () => {
  it('costs at most 300 kB first and 20 kB a view after that', async () => {
    const rows: {view: string; files: number; answers: number}[] = [];
    const person = await Person.at(world.nations.jpn);
    const client = await person.page.context().newCDPSession(person.page);
    await client.send('Network.enable');
    let files = 0;
    let answers = 0;
    const ofTheApi = new Set<string>();
    const unanswered = new Set<string>();
    client.on('Network.requestWillBeSent', ({requestId, request, type}) => {
      if (type === 'EventSource') return;  // the events' answer is always under way
      unanswered.add(requestId);
      if (new URL(request.url).pathname.startsWith('/v1/')) ofTheApi.add(requestId);
    });
    client.on('Network.responseReceived', ({requestId}) => void unanswered.delete(requestId));
    client.on('Network.loadingFailed', ({requestId}) => void unanswered.delete(requestId));
    client.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
      if (ofTheApi.has(requestId)) answers += encodedDataLength;
      else files += encodedDataLength;
    });
    const count = (view: string): void => {
      rows.push({view, files, answers});
      files = 0;
      answers = 0;
    };
    /** Nothing unanswered, and nothing new for a while: an answer may bring the next question. */
    const quiet = async (): Promise<void> => {
      for (let before = -1; before !== files + answers || unanswered.size > 0; ) {
        before = files + answers;
        await person.page.waitForTimeout(200);
      }
    };
    await person.signIn(world, 'requesting officer');
    await quiet();
    const first = files;
    count('first load, signed in');
    for (const view of (await allViews(person)).slice(1)) {
      files = 0;
      answers = 0;
      await person.page.evaluate((path) => {
        history.pushState({}, '', path);
        dispatchEvent(new PopStateEvent('popstate', {state: {}}));
      }, view.path);
      await person.settled();
      await quiet();
      count(view.name);
    }
    await person.leave();
    console.log(rows.map((row) => `${row.view.padEnd(24)} files ${String(row.files).padStart(7)} B  answers ${String(row.answers).padStart(7)} B`).join('\n'));
    expect(first).toBeLessThanOrEqual(300_000);
    expect(rows.slice(1).filter((row) => row.files > 20_000)).toEqual([]);
  }, 300_000);
});
