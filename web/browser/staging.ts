// What the demonstration leaves no work of: orders half way, given to the nodes by their own command line.
import {execFile} from 'node:child_process';
import {dirname, join, resolve} from 'node:path';
import {promisify} from 'node:util';
import type {World} from './nodes';

const run = promisify(execFile);
const palitan = join(resolve(process.env.PALITAN_BUILD ?? '../build'), 'bin/palitan');
const ACTIVITY = 'Demonstration exercise off Subic Bay';

type Code = 'jpn' | 'phl';

/** One signed act of an order between Japan and the Philippines. A partner's act may still be on its way: it is tried again. */
async function order(world: World, by: Code, ...words: string[]): Promise<void> {
  const node = world.nations[by].folder;
  const told = ['--node', node, '--passphrase-file', join(dirname(node), 'passphrase'), '--partnership', 'jpn-phl', 'order', ...words];
  for (let left = 20; ; --left) {
    try {
      await run(palitan, told);
      return;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((wake) => setTimeout(wake, 500));
    }
  }
}

const lines = (...all: string[]): string[] => all.flatMap((line) => ['--line', line]);

/** Asked for, offered, accepted and issued: what is left is to receive it. */
async function issued(world: World, recipient: Code, reference: string, unit: string, wanted: string[]): Promise<void> {
  const supplier = recipient === 'jpn' ? 'phl' : 'jpn';
  await order(world, recipient, 'request', '--currency', 'JPY', '--instrument', 'jpn-phl-acsa-2026', '--activity', ACTIVITY,
    '--reference', reference, '--place', 'Subic Bay', '--unit', unit, ...lines(...wanted));
  await order(world, supplier, 'offer', reference, ...lines(...wanted));
  await order(world, recipient, 'accept', reference);
  await order(world, supplier, 'issue', reference);
}

/** Goods to receive on both sides, a receipt to bill, and an invoice to pay. */
export async function stage(world: World): Promise<void> {
  const stores = ['2 water WATER 60 MTQ reimbursement 450 Fresh water', '3 food RATION 100 EA reimbursement 1200 Rations'];
  await issued(world, 'phl', 'P-2026-052', 'BRP Rajah Sulayman', ['1 fuel F-76 1000 LTR replacement_in_kind 95 Naval distillate', ...stores]);
  await issued(world, 'jpn', 'J-2026-070', 'JS Osumi', ['1 fuel F-76 2500 LTR reimbursement 95 Naval distillate', ...stores]);
  await issued(world, 'jpn', 'J-2026-071', 'JS Osumi', ['1 port_airport_services BERTH 3 DAY reimbursement 185000 Berth', '2 water WATER 40 MTQ reimbursement 450 Fresh water']);
  await order(world, 'jpn', 'receive', 'J-2026-071', ...lines('1 3', '2 38.5 1.5 spoiled'));
  await order(world, 'phl', 'invoice', 'J-2026-071', '--number', 'PN-2026-0171');
  await order(world, 'phl', 'receive', 'P-2026-017');
}
