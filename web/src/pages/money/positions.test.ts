import {expect, test} from 'vitest';
import {addsUp, bucketNames, byPartner, totals, unbalanced} from './positions';

const row = (account: string, commodity: string, amount: string) => {
  const [holder = '', kind = '', other = ''] = account.split(':');
  return {holder, kind, other, commodity, amount, account};
};

test('positions stand by partner, both sides sum to zero', () => {
  const rows = [row('jpn:receivable:phl', 'JPY', '300'), row('phl:payable:jpn', 'JPY', '-300'), row('jpn:due_in_kind:usa', 'F-76/LTR', '5.000000')];
  expect(byPartner(rows, 'jpn').map((one) => one.partner)).toEqual(['phl', 'usa']);
  expect(unbalanced(rows)).toEqual(['F-76/LTR']);
});

test('buckets add up to their total, and totals to the ledger', () => {
  const buckets = bucketNames([{name: 'creditor'}, {name: 'days_0_30'}, {name: 'days_over_548'}, {name: 'total'}]);
  expect(buckets).toEqual(['days_0_30', 'days_over_548']);
  expect(addsUp({days_0_30: '2.5', days_over_548: '0.5', total: '3.000000'}, buckets)).toBe(true);
  expect(addsUp({days_0_30: '2.5', days_over_548: '0.4', total: '3.0'}, buckets)).toBe(false);
  const aged = [{commodity: 'JPY', total: '250'}, {commodity: 'JPY', total: '50'}];
  expect(totals(aged, [row('jpn:receivable:phl', 'JPY', '300'), row('phl:payable:jpn', 'JPY', '-300')])).toEqual([{commodity: 'JPY', aged: '300', ledger: '300', same: true}]);
  expect(totals(aged, [row('jpn:receivable:phl', 'JPY', '299')])[0]?.same).toBe(false);
});
