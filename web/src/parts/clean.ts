/** Without what was left empty: absent fields are absent in the record. */
export function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean).filter((one) => one !== undefined && one !== '');
  if (value && typeof value === 'object') {
    const out: Record<string, unknown> = {};
    for (const [name, one] of Object.entries(value)) {
      const kept = clean(one);
      if (kept !== undefined && kept !== '') out[name] = kept;
    }
    return out;
  }
  return value;
}
