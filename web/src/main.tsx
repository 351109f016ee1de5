import './mantine';
import './pages.css';
import {createTheme, MantineProvider} from '@mantine/core';
import {QueryClient, QueryClientProvider} from '@tanstack/react-query';
import {StrictMode, Suspense} from 'react';
import {createRoot} from 'react-dom/client';
import {RouterProvider} from 'react-router';
import {NodeAway, Refused} from '@/api/client';
import {startWords} from '@/i18n';
import {Away, Waiting} from '@/parts/states';
import {SessionProvider} from '@/session/session';
import {router} from './routes';

const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: 9,
  fontFamily: '"Open Sans", "BIZ UDPGothic", "Hiragino Sans", "Noto Sans JP", "Noto Sans", system-ui, sans-serif',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  autoContrast: true,
  // What hangs on a button takes the focus, so that Escape reaches it, and gives it back to the button.
  components: {Popover: {defaultProps: {trapFocus: true, returnFocus: true}}},
});

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays one; only a node that is away is asked again.
      retry: (count, error) => !(error instanceof Refused) && error instanceof NodeAway && count < 2,
    },
  },
});

await startWords();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Suspense fallback={<Waiting />}>
          <SessionProvider away={<Away />} waiting={<Waiting />}>
            <RouterProvider router={router} />
          </SessionProvider>
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
