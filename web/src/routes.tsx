import {createBrowserRouter, type RouteObject} from 'react-router';
import {Shell} from '@/shell/Shell';
import {Fault, NotFound} from '@/parts/states';

/** Each view is a file of its own, fetched when it is first opened. */
const view = (path: string, load: () => Promise<{default: React.ComponentType}>): RouteObject => ({
  path,
  lazy: async () => ({Component: (await load()).default}),
});

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <Fault />,
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <Fault />,
        children: [
          view('/', () => import('@/pages/home/HomePage')),
          view('/b/:book/orders', () => import('@/pages/orders/OrdersPage')),
          view('/b/:book/orders/new', () => import('@/pages/orders/RequestPage')),
          view('/b/:book/orders/:case', () => import('@/pages/orders/OrderPage')),
          view('/b/:book/orders/:case/receive', () => import('@/pages/orders/ReceivePage')),
          view('/b/:book/orders/:case/issue', () => import('@/pages/orders/IssuePage')),
          view('/b/:book/orders/:case/invoice', () => import('@/pages/money/InvoicePage')),
          view('/b/:book/orders/:case/settle', () => import('@/pages/money/SettlePage')),
          view('/b/:book/positions', () => import('@/pages/money/PositionsPage')),
          view('/b/:book/ageing', () => import('@/pages/money/AgeingPage')),
          view('/b/:book/reports', () => import('@/pages/money/ReportsPage')),
          view('/b/:book/netting', () => import('@/pages/money/NettingPage')),
          view('/b/:book/netting/:case', () => import('@/pages/money/RoundPage')),
          view('/b/:book/credits', () => import('@/pages/money/CreditsPage')),
          view('/b/:book/accounts', () => import('@/pages/money/AccountsPage')),
          view('/b/:book/accounts/:case', () => import('@/pages/money/AccountPage')),
          view('/b/:book/activities', () => import('@/pages/mission/ActivitiesPage')),
          view('/b/:book/activities/:case', () => import('@/pages/mission/ActivityPage')),
          view('/b/:book/visits', () => import('@/pages/mission/VisitsPage')),
          view('/b/:book/visits/new', () => import('@/pages/mission/NotifyPage')),
          view('/b/:book/visits/:case', () => import('@/pages/mission/VisitPage')),
          view('/b/:book/grants', () => import('@/pages/mission/GrantsPage')),
          view('/b/:book/grants/:case', () => import('@/pages/mission/GrantPage')),
          view('/b/:book/grants/:case/public', () => import('@/pages/mission/PublicSheetPage')),
          view('/map', () => import('@/pages/mission/MapPage')),
          view('/calendar', () => import('@/pages/mission/CalendarPage')),
          view('/b/:book/law', () => import('@/pages/law/LawPage')),
          view('/b/:book/law/propose', () => import('@/pages/law/ProposePage')),
          view('/b/:book/law/:case', () => import('@/pages/law/InstrumentPage')),
          view('/b/:book/acts', () => import('@/pages/proof/AuditPage')),
          view('/b/:book/acts/:act', () => import('@/pages/proof/ActPage')),
          view('/b/:book/cases/:case', () => import('@/pages/proof/CasePage')),
          view('/b/:book/cases/:case/act/:kind', () => import('@/pages/proof/AnyActPage')),
          view('/b/:book/act/:kind', () => import('@/pages/proof/AnyActPage')),
          view('/b/:book/evidence', () => import('@/pages/proof/across/EvidencePage')),
          view('/b/:book/offices', () => import('@/pages/admin/OfficesPage')),
          view('/b/:book/search', () => import('@/pages/search/SearchPage')),
          view('/partners', () => import('@/pages/admin/PartnersPage')),
          view('/reads', () => import('@/pages/proof/ReadsPage')),
          view('/admin', () => import('@/pages/admin/AdminPage')),
          {path: '*', element: <NotFound />},
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes);
