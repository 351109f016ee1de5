import {Group, List, Progress, Stack, Text} from '@mantine/core';
import {tone} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {elementsOf, type Element} from './evidence';
import type {Order} from './orderFile';
import type {Law} from './law';

/** How much of the papers' 25 data elements the record holds; those missing that the agreement asks for come first. */
export function EvidenceMeter({order, law}: {order: Order; law: Law | undefined}) {
  const {t} = useWords('orders');
  const gates = (law?.rules as {gates?: {order_elements?: string[]; receipt_elements?: string[]}} | undefined)?.gates;
  const elements = elementsOf(order, gates);
  const present = elements.filter((one) => one.present).length;
  const missing = elements.filter((one) => !one.present).sort((a, b) => Number(b.needed) - Number(a.needed));
  return (
    <Stack gap="xs">
      <Group gap="sm" wrap="nowrap">
        <Progress value={(present / elements.length) * 100} w={160} aria-label={t('order.evidence')} color={present === elements.length ? 'teal' : 'cyan.8'} />
        <Text size="sm">{t('order.evidence_count', {present, of: elements.length})}</Text>
      </Group>
      {missing.length > 0 && (
        <List size="sm" aria-label={t('order.missing')}>
          {missing.map((one) => <Missing key={one.name} element={one} />)}
        </List>
      )}
    </Stack>
  );
}

function Missing({element}: {element: Element}) {
  const {t} = useWords('orders');
  return (
    <List.Item>
      {t(`element.${element.name}`)}
      {element.needed && <Text span size="sm" fw={700} c={tone.bad}> · {t('order.asked')}</Text>}
    </List.Item>
  );
}
