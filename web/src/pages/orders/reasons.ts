/** Why what was received, or given back, differs: of the record's own list those that speak of goods. */
export const REASONS = ['short_delivery', 'over_delivery', 'damaged_in_transit', 'wrong_item', 'measurement', 'spoiled', 'not_received', 'quantity', 'not_ordered', 'other'];
