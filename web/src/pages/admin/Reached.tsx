import {Badge} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import type {Status} from '@/api/books';

/** Whether a partner is reached, by sign and word: or why nobody tries. */
export function Reached({link}: {link: Status['links'][number]}) {
  const {t} = useTranslation('admin');
  const words = !link.linked ? 'partner.paused' : link.reachable ? 'partner.reached' : 'partner.not_reached';
  return <Badge variant={link.reachable ? 'light' : 'default'} color="teal" styles={{label: {textTransform: 'none'}}} mr={6}>{!link.linked ? '‖ ' : link.reachable ? '✓ ' : '⚠ '}{t(words)}</Badge>;
}
