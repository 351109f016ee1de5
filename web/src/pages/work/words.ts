import {useTranslation} from 'react-i18next';

/** The words of a view, then those that the views of work share, then the common ones. */
export const useWords = (area: string) => useTranslation([area, 'work', 'common'], {nsMode: 'fallback'});
export type Words = ReturnType<typeof useWords>['t'];
