// In which unit a line begins, so that nobody orders barrels where litres were meant.

const USUAL: Record<string, string> = {
  food: '13', water: 'MTQ', billeting: 'DAY', transport: 'HUR', fuel: 'LTR', storage: 'DAY', facilities: 'DAY', training: 'DAY', repair: 'HUR', port_airport_services: 'DAY', vehicles: 'DAY', base_support: 'DAY',
};

/** The category's usual metric unit, where the agreement allows it; one that a figure was typed in stays while it is allowed. */
export function unitFor(category: string, allowed: string[], {quantity, unit}: {quantity: string; unit: string}): string {
  const may = (code: string) => allowed.length === 0 || allowed.includes(code);
  if (quantity.trim() !== '' && may(unit)) return unit;
  const usual = USUAL[category] ?? 'EA';
  return may(usual) ? usual : may(unit) ? unit : (allowed[0] ?? unit);
}
