import {Alert, Button, Center, Group, Paper, PasswordInput, Radio, SegmentedControl, Stack, Text, Title} from '@mantine/core';
import {useState, type FormEvent} from 'react';
import {useTranslation} from 'react-i18next';
import {changeLanguage, currentLanguage, languages, type Language} from '@/i18n';
import {ProblemNotice} from '@/parts/states';
import {PartyName} from '@/parts/words';
import {useSession, useSigning} from './session';

/** Signs in as an office of this node: its seats' keys are opened on the node for the session. */
export function SignInPage() {
  const {t} = useTranslation();
  const session = useSession();
  const {signIn} = useSigning();
  const [office, setOffice] = useState(session.offices[0]?.office ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setError(undefined);
    signIn({office, passphrase})
      .catch(setError)
      .finally(() => setBusy(false));
    setPassphrase('');
  };
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="lg" maw={480} w="100%">
        <form onSubmit={submit}>
          <Stack gap="md">
            <Group justify="space-between" align="baseline">
              <Title order={1} size="h2">Palitan</Title>
              <PartyName code={session.party} />
            </Group>
            <Text size="sm">{t('signin.what')}</Text>
            <Alert color="yellow" variant="light">{t('signin.marking')}</Alert>
            <SegmentedControl
              aria-label={t('nav.language')}
              value={currentLanguage()}
              onChange={(code) => void changeLanguage(code as Language)}
              data={(Object.keys(languages) as Language[]).map((code) => ({value: code, label: languages[code]}))}
            />
            <Radio.Group label={t('signin.office')} value={office} onChange={setOffice} required>
              <Stack gap={6} mt={6}>
                {session.offices.map((one) => (
                  <Radio key={one.office} value={one.office} label={t(`office.${one.office}`, {defaultValue: one.office})} />
                ))}
              </Stack>
            </Radio.Group>
            {session.offices.length === 0 && <Text size="sm">{t('signin.no_offices')}</Text>}
            <PasswordInput label={t('signin.passphrase')} value={passphrase} onChange={(e) => setPassphrase(e.currentTarget.value)} required autoComplete="current-password"
              visibilityToggleButtonProps={{'aria-label': t('signin.show')}} />
            <ProblemNotice error={error} title={t('signin.failed')} />
            <Button type="submit" loading={busy}>{t('signin.sign_in')}</Button>
            <Text size="xs" c="dimmed">{t('signin.ends')}</Text>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
