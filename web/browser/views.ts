// Every view of the pages with something in it, as addresses: cases are looked up at the node by who is signed in.
import type {Person} from './browser';

export interface View {
  name: string;
  path: string;
}

interface Row {
  id: string;
  type: string;
  state: string;
}

export async function ask<T>(person: Person, path: string): Promise<T> {
  const answer = await person.page.request.get(person.nation.url + path);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The id of the partnership among these parties. */
export async function bookId(person: Person, slug: string): Promise<string> {
  const {partnerships} = await ask<{partnerships: {id: string; parties: {code: string}[]}[]}>(person, '/v1/partnerships');
  const found = partnerships.find((one) => one.parties.map((party) => party.code).join('-') === slug);
  if (!found) throw new Error(`no book ${slug}`);
  return found.id;
}

export async function cases(person: Person, book: string, type: string): Promise<Row[]> {
  return (await ask<{cases: Row[]}>(person, `/v1/partnerships/${book}/cases?type=${type}&count=500`)).cases;
}

export async function allViews(person: Person): Promise<View[]> {
  const slug = 'jpn-phl';
  const book = await bookId(person, slug);
  const all = await bookId(person, 'jpn-phl-usa');
  const first = async (type: string, of = book): Promise<string> => {
    const found = (await cases(person, of, type))[0];
    if (!found) throw new Error(`no ${type}`);
    return found.id;
  };
  const order = await first('order');
  const {acts} = await ask<{acts: {id: string}[]}>(person, `/v1/partnerships/${book}/log?from=5&count=1`);
  const views: View[] = [
    {name: 'home', path: '/'},
    {name: 'map', path: '/map'},
    {name: 'calendar', path: '/calendar'},
    {name: 'partners', path: '/partners'},
    {name: 'admin', path: '/admin'},
    {name: 'reads', path: '/reads'},
  ];
  const inBook = (name: string, path: string) => views.push({name, path: `/b/${slug}/${path}`});
  for (const name of ['orders', 'positions', 'ageing', 'reports', 'accounts', 'netting', 'activities', 'visits', 'grants', 'law', 'acts', 'evidence', 'credits', 'offices']) inBook(name, name);
  inBook('request', 'orders/new');
  inBook('order', `orders/${order}`);
  inBook('receive', `orders/${order}/receive`);
  inBook('issue', `orders/${order}/issue`);
  inBook('invoice', `orders/${order}/invoice`);
  inBook('settle', `orders/${order}/settle`);
  inBook('account', `accounts/${await first('account')}`);
  inBook('activity', `activities/${await first('activity')}`);
  inBook('visit', `visits/${await first('visit')}`);
  inBook('notify', 'visits/new');
  const grant = await first('grant');
  inBook('grant', `grants/${grant}`);
  inBook('public', `grants/${grant}/public`);
  inBook('instrument', `law/${await first('instrument')}`);
  inBook('propose', 'law/propose');
  inBook('act', `acts/${acts[0]?.id}`);
  inBook('trail', `cases/${order}?trail=1`);
  inBook('any_act', `cases/${order}/act/dispute`);
  inBook('search', 'search?q=F-76');
  views.push({name: 'shown', path: `/b/jpn-phl-usa/cases/${await first('evidence', all)}`});
  views.push({name: 'round', path: `/b/jpn-phl-usa/netting/${await first('round', all)}`});
  return views;
}
