import type {Words} from '@/pages/work/words';

/** A unit by its name, the code beside it. */
export const unitWords = (t: Words, code: string): string => {
  const name = t(`unit.${code}`, {defaultValue: ''});
  return name ? `${name} (${code})` : code;
};
