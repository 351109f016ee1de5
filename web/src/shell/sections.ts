/** The views that stand in the menu; `label` is a key of the common words. */
export const sections = {
  node: [
    {to: '/', label: 'nav.home'},
    {to: '/map', label: 'nav.map'},
    {to: '/calendar', label: 'nav.calendar'},
    {to: '/partners', label: 'nav.partners'},
    {to: '/admin', label: 'nav.admin'},
  ],
  book: [
    {to: 'orders', label: 'nav.orders'},
    {to: 'positions', label: 'nav.positions'},
    {to: 'ageing', label: 'nav.ageing'},
    {to: 'reports', label: 'nav.reports'},
    {to: 'accounts', label: 'nav.accounts'},
    {to: 'netting', label: 'nav.netting'},
    {to: 'activities', label: 'nav.activities'},
    {to: 'visits', label: 'nav.visits'},
    {to: 'grants', label: 'nav.grants'},
    {to: 'law', label: 'nav.law'},
    {to: 'acts', label: 'nav.acts'},
    {to: 'offices', label: 'nav.offices'},
  ],
} as const;
