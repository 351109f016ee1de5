import {ActionIcon, AppShell, Badge, Burger, Button, Group, Menu, NavLink, ScrollArea, Text, useComputedColorScheme, useMantineColorScheme} from '@mantine/core';
import {useDisclosure, useHotkeys} from '@mantine/hooks';
import {Suspense, useEffect, useRef} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, Outlet, useLocation, useNavigation} from 'react-router';
import {useBooks} from '@/api/books';
import {useEvents} from '@/api/events';
import {changeLanguage, currentLanguage, languages, type Language} from '@/i18n';
import {Waiting} from '@/parts/states';
import {useSaid} from '@/parts/said';
import {PartyName, useWareki} from '@/parts/words';
import {useSession, useSigning} from '@/session/session';
import {SignInPage} from '@/session/SignInPage';
import {LinkState} from './LinkState';
import {Palette, usePalette} from './Palette';
import {sections} from './sections';

/** The frame of every view; who is not signed in sees the sign-in and nothing else. */
export function Shell() {
  const session = useSession();
  return session.signed_in ? <SignedIn /> : <SignInPage />;
}

function SignedIn() {
  const {t} = useTranslation();
  const [menu, {toggle, close}] = useDisclosure();
  const link = useEvents();
  const {party} = useSession();
  const place = useLocation();
  const palette = usePalette();
  const burger = useRef<HTMLButtonElement>(null);
  useHotkeys([
    ['/', () => palette.open()],
    ['mod+K', () => palette.open()],
    ['Escape', () => {
      if (menu) burger.current?.focus();
      close();
    }],
  ]);
  useArrival(place.pathname, close);
  return (
    <AppShell header={{height: 56}} navbar={{width: 248, breakpoint: 'sm', collapsed: {mobile: !menu}}} padding="md">
      <a href="#main" className="skip">{t('nav.skip')}</a>
      <AppShell.Header px="sm">
        <Group h="100%" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap">
            <Burger ref={burger} opened={menu} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('nav.menu')} aria-expanded={menu} />
            <Text component={Link} to="/" fw={700} c="inherit" td="none" visibleFrom="xs">Palitan</Text>
            <Badge variant="default" visibleFrom="xs"><PartyName code={party} /></Badge>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" size="xs" onClick={palette.open} aria-keyshortcuts="/" style={{flexShrink: 0}}>
              {t('nav.search')} <Text span size="xs" c="dimmed" ml={6} visibleFrom="sm">/</Text>
            </Button>
            <LinkState events={link} />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={menu ? undefined : 'folded'}>
        <Sections />
      </AppShell.Navbar>
      <AppShell.Main id="main" className={menu ? 'folded' : undefined} tabIndex={-1} style={{outline: 'none'}}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <Progress />
      <Palette control={palette} />
    </AppShell>
  );
}

/** A view that follows another begins at its top, for the focus too: what had it is gone, or stands in the menu before it. */
function useArrival(path: string, close: () => void) {
  const before = useRef(path);
  useEffect(() => {
    close();
    if (before.current !== path) document.getElementById('main')?.focus({preventScroll: true});
    before.current = path;
  }, [path, close]);
}

/** Says to a screen reader which view is being fetched and stands, and what was signed. */
function Progress() {
  const {t} = useTranslation();
  const {view, signed} = useSaid();
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <div role="status" className="visually-hidden" data-record>{busy ? t('nav.loading') : view}</div>
      <div role="status" className="visually-hidden" data-signed={signed?.kind}>
        {signed && <span key={signed.id}>{t(`act.${signed.kind}`, {defaultValue: signed.kind})}: {t('form.signed')}</span>}
      </div>
    </>
  );
}

function Sections() {
  const {t} = useTranslation();
  const books = useBooks();
  const {pathname} = useLocation();
  const item = (to: string, label: string) => (
    <NavLink key={to} component={Link} to={to} label={label} active={pathname === to} aria-current={pathname === to ? 'page' : undefined} />
  );
  return (
    <ScrollArea component="nav" aria-label={t('nav.menu')} p="xs">
      {sections.node.map((one) => item(one.to, t(one.label)))}
      {books.map((book) => (
        <NavLink
          key={book.id}
          label={book.others.map((code) => t(`party.${code}`, {defaultValue: code.toUpperCase()})).join(' · ')}
          description={book.slug}
          defaultOpened={books.length === 1 || pathname.startsWith(`/b/${book.slug}/`)}
          component="button"
          childrenOffset={12}
        >
          {sections.book.map((one) => item(`/b/${book.slug}/${one.to}`, t(one.label)))}
        </NavLink>
      ))}
    </ScrollArea>
  );
}

function UserMenu() {
  const {t} = useTranslation();
  const session = useSession();
  const {signOut} = useSigning();
  const {setColorScheme} = useMantineColorScheme();
  const dark = useComputedColorScheme() === 'dark';
  const [eras, setEras] = useWareki();
  const office = t(`office.${session.office}`, {defaultValue: session.office ?? ''});
  return (
    <Menu position="bottom-end" closeOnItemClick={false} withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" w="auto" px="xs" aria-label={t('nav.user', {office})}>
          <Text size="sm" truncate maw={{base: 84, sm: 200}}>{office}</Text>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.holder ?? session.office}</Menu.Label>
        {(Object.keys(languages) as Language[]).map((code) => (
          <Menu.Item key={code} lang={code} role="menuitemradio" aria-checked={code === currentLanguage()} onClick={() => void changeLanguage(code)}
            rightSection={code === currentLanguage() ? '✓' : null}>
            {languages[code]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item role="menuitemcheckbox" aria-checked={dark} onClick={() => setColorScheme(dark ? 'light' : 'dark')} rightSection={dark ? '✓' : null}>{t('nav.dark')}</Menu.Item>
        <Menu.Item role="menuitemcheckbox" aria-checked={eras} onClick={() => setEras(!eras)} rightSection={eras ? '✓' : null}>{t('nav.wareki')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={() => void signOut()}>{t('nav.sign_out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
