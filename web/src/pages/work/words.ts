import {useTranslation} from 'react-i18next';

/** The words of a view, then those that the views of work share, then the common ones. */
export const useWords = (area: string) => useTranslation([area, 'work', 'common'], {nsMode: 'fallback'});
export type Words = ReturnType<typeof useWords>['t'];

/** A party inside a sentence: “the Philippines”. */
export const partyIn = (t: Words, code: string): string => t(`party_in.${code}`, {defaultValue: t(`party.${code}`, {defaultValue: code.toUpperCase()})});

/** A word of the glossary at the head of something: with a capital where the script has them. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
