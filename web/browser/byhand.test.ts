// The whole demonstration by hand: three nations that have only been founded, and people who click and type, in each language.
import {afterAll, beforeAll, describe, it} from 'vitest';
import type {Language} from './browser';
import * as account from './byhand/account';
import * as evidence from './byhand/evidence';
import * as grants from './byhand/grants';
import * as hop from './byhand/hop';
import * as law from './byhand/law';
import * as link from './byhand/link';
import * as netting from './byhand/netting';
import * as offices from './byhand/offices';
import * as orders from './byhand/orders';
import * as papers from './byhand/papers';
import * as settlements from './byhand/settlements';
import * as sheet from './byhand/sheet';
import * as visit from './byhand/visit';
import {Hands} from './hands';

const LANGUAGES = (process.env.PALITAN_LANGUAGES ?? 'en,ja,fil').split(',') as Language[];
// One language beside the others; its steps one after another.
const step = it.sequential;
const APART = {jpn: {order: 'fuel', kind: 'issue'}, phl: {order: 'port', kind: 'issue'}};

describe.concurrent.each<Language>(LANGUAGES)('the demonstration by hand, in %s', {timeout: 240_000}, (language) => {
  let hands: Hands;
  beforeAll(async () => {
    hands = await Hands.at(language);
  });
  afterAll(() => hands?.end());

  step('3. puts the agreement into the record', () => law.agreeOnTheLaw(hands));
  step('3. opens the exercise', () => law.openTheExercise(hands));
  step('4. agrees on two orders', async () => {
    await orders.tryTheForbidden(hands);
    await orders.agreeOnBothOrders(hands);
    for (const name of ['port', 'fuel']) await hands.agreed('jpn-phl', name, 'accept');
  });
  step('5. works on while the link is paused, and agrees on nothing alone', async () => {
    const before = await link.heads(hands);
    await link.cut(hands);
    await orders.issueBoth(hands);
    await link.apart(hands, before, APART);
    await link.balancesApart(hands);
  });
  step('6. agrees on everything once the link is resumed', async () => {
    await link.join(hands);
    await link.together(hands, APART);
    await orders.receiveBoth(hands);
  });
  step('7. settles in money and in kind', () => orders.settleBoth(hands));
  step('8. exchanges equal value', () => settlements.exchange(hands));
  step('8. lends, and resolves a dispute', () => settlements.lend(hands));
  step('9. converts an overdue debt', () => settlements.convertTheOverdue(hands));
  step('9. is refused above the ceiling', () => settlements.reachTheCeiling(hands));
  step('10. hands in a sheet of orders', () => sheet.handInASheet(hands));
  step('11. adopts the agreement on access', () => visit.adoptTheAccess(hands));
  step('11. receives a visit to an exercise', () => visit.comeForAnExercise(hands));
  step('11. turns the exercise into relief, and sees the visit off', () => visit.stayForRelief(hands));
  step('12. readies the pairs of the United States', async () => {
    for (const pair of ['jpn-usa', 'phl-usa'] as const) await law.readyThePair(hands, pair);
  });
  step('12. serves each pair under its own agreement', () => orders.serveTheOtherPairs(hands));
  step('13. adopts the agreement on assistance', () => grants.adoptTheAssistance(hands));
  step('13. grants boats', () => grants.giveTheBoats(hands));
  step('13. grants a boathouse for them', () => grants.buildTheHouse(hands));
  step('13. reports and inspects what was given', () => grants.berthTheBoats(hands));
  step('14. hands goods on with the first giver’s consent', () => hop.hop(hands, {first: 'U-2026-005', second: 'P-2026-031'}));
  step('14. carries evidence as a file', () => evidence.carryAFile(hands));
  step('14. erases a paper by agreement', () => evidence.eraseAFile(hands));
  step('15. flies, and holds the hours owed', () => netting.flyAndHold(hands, '2026-2'));
  step('15. adopts the exchange of three', () => netting.adoptTheExchange(hands));
  step('15. opens a round, and enters what is held', () => netting.openAndEnter(hands, '2026-2'));
  step('15. clears the circle, and posts it', () => netting.clearAndPost(hands, '2026-2'));
  step('15. lets a round lapse, and releases what was held', () => evidence.lapseAndRelease(hands, '2026-3'));
  step('15. releases by the word of both what no round took', () => evidence.releaseByWord(hands, '2026-4'));
  step('15. counts services in units and hands credit on', () => evidence.countServices(hands));
  step('16. agrees on the account', () => account.theAccount(hands));
  step('16. lays a partner’s own list beside the record', () => account.layBesideTheRecord(hands, {document: 'PN-2026-0161', amount: '80000', currency: 'JPY'}));
  step('17. prints every paper', () => papers.everyPaper(hands));
  step('17. reads the acts of a year', () => papers.theYear(hands));
  step('17. carries reports and the whole record away', () => papers.carriedAway(hands));
  step('appoints an office and revokes it', () => offices.appointAndRevoke(hands));
});
