import {describe, expect, it} from 'vitest';
import {commodityText, forJson, formatDecimal, formatMoney, formatQuantity, parseDecimal, parseMoney, parseQuantity} from './decimal';

describe('exact decimals', () => {
  it('writes money in the decimals of its currency, grouped', () => {
    expect(formatMoney(900000000, 'JPY')).toBe('900,000,000');
    expect(formatMoney(-1234500, 'USD')).toBe('-12,345.00');
    expect(formatMoney('9223372036854775807', 'USD')).toBe('92,233,720,368,547,758.07');
  });
  it('writes quantities without zeros that say nothing', () => {
    expect(formatQuantity(12500000)).toBe('12.5');
    expect(formatQuantity(1)).toBe('0.000001');
    expect(formatDecimal(0, 6, 0)).toBe('0');
  });
  it('reads what people type, full width too', () => {
    expect(parseQuantity('１２，５００．２５')).toBe(12500250000n);
    expect(parseQuantity(' 12 500 ')).toBe(12500000000n);
    expect(parseMoney('1,500', 'JPY')).toBe(1500n);
    expect(parseMoney('１５００', 'JPY')).toBe(1500n);
  });
  it('takes no more decimals than there are, and nothing that is not a number', () => {
    expect(parseMoney('1.5', 'JPY')).toBeUndefined();
    expect(parseMoney('1.0', 'JPY')).toBe(1n);
    for (const text of ['', '.5', '1.2.3', '1e3', 'twelve', '--1']) expect(parseDecimal(text, 2)).toBeUndefined();
  });
  it('reads back what it wrote, for any amount', () => {
    let seed = 20261126n;
    for (let i = 0; i < 2000; ++i) {
      seed = (seed * 6364136223846793005n + 1442695040888963407n) % (1n << 64n);
      const value = (seed % (1n << 62n)) * (i % 2 === 0 ? 1n : -1n);
      for (const decimals of [0, 2, 3, 6]) expect(parseDecimal(formatDecimal(value, decimals), decimals)).toBe(value);
    }
  });
  it('writes what a ledger holds: money, or a thing with its unit', () => {
    expect(commodityText('30000', 'JPY')).toBe('30,000 JPY');
    expect(commodityText('1500000', 'AIRLIFT/HUR')).toBe('1.5 HUR AIRLIFT');
  });
  it('hands large figures over as text', () => {
    expect(forJson(1500n)).toBe(1500);
    expect(forJson(9223372036854775807n)).toBe('9223372036854775807');
  });
});
