import {Anchor, Badge, Checkbox, Group, List, SimpleGrid, Stack, Text, Title} from '@mantine/core';
import {useRef, useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import {useBooks} from '@/api/books';
import {Page} from '@/parts/Page';
import {ProblemNotice} from '@/parts/states';
import {Chart} from './Chart';
import {pinsOf, type Pin, type Spot, type ThingKind} from './mapping';
import {useSpots} from './useSpots';

const kinds: ThingKind[] = ['activity', 'visit', 'delivery', 'grant'];

/** Where things happen: a map without tiles, and the same places as a list. */
export default function MapPage() {
  const {t} = useTranslation('places');
  const {spots, error, pending} = useSpots(useBooks());
  const [shown, setShown] = useState<string[]>(kinds);
  const [chosen, setChosen] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const {pins, nowhere} = pinsOf(spots.filter((one) => shown.includes(one.kind)));
  const choose = (pin: Pin) => {
    setChosen(pin.key);
    const head = list.current?.querySelector<HTMLElement>(`[data-pin="${pin.key}"]`);
    head?.focus();
    head?.scrollIntoView({block: 'nearest'});
  };
  return (
    <Page title={t('common:nav.map')}>
      <ProblemNotice error={error} />
      <Checkbox.Group label={t('map.show')} value={shown} onChange={setShown}>
        <Group mt={4}>{kinds.map((one) => <Checkbox key={one} value={one} label={t(`map.kind_${one}`)} />)}</Group>
      </Checkbox.Group>
      <SimpleGrid cols={{base: 1, md: 2}}>
        <Chart pins={pins} chosen={chosen} onChoose={choose} />
        <Stack gap="sm" ref={list} component="section" aria-labelledby="map-list">
          <Title order={2} size="h4" id="map-list">{t('map.list')}</Title>
          <Text size="sm" role="status">{pending ? '…' : t('map.count', {count: pins.length})}</Text>
          {pins.map((pin) => <PinEntry key={pin.key} pin={pin} chosen={pin.key === chosen} />)}
          {nowhere.length > 0 && (
            <>
              <Title order={3} size="h5">{t('map.nowhere')}</Title>
              <SpotList spots={nowhere} />
            </>
          )}
        </Stack>
      </SimpleGrid>
    </Page>
  );
}

function PinEntry({pin, chosen}: {pin: Pin; chosen: boolean}) {
  const {t} = useTranslation('places');
  return (
    <div>
      <Title order={3} size="h5" tabIndex={-1} data-pin={pin.key}>{chosen ? '▸ ' : ''}{pin.name}</Title>
      <Text size="xs">{degrees(pin)}{pin.at.by !== 'position' ? ` · ${t(`map.by_${pin.at.by}`)}` : ''}</Text>
      <SpotList spots={pin.spots} />
    </div>
  );
}

function SpotList({spots}: {spots: Spot[]}) {
  const {t} = useTranslation('places');
  return (
    <List size="sm" spacing={4}>
      {spots.map((one, i) => (
        <List.Item key={i}>
          <Group gap="xs">
            <Badge variant="default" styles={{label: {textTransform: 'none'}}}>{t(`map.kind_${one.kind}`)}</Badge>
            <Anchor component={Link} to={one.to} size="sm" underline="always">{one.title}</Anchor>
            {one.detail && <span>{one.detail}</span>}
          </Group>
        </List.Item>
      ))}
    </List>
  );
}

/** 14.80° N 120.27° E */
function degrees({at}: Pin): string {
  const part = (value: number, plus: string, minus: string) => `${Math.abs(value).toFixed(2)}° ${value < 0 ? minus : plus}`;
  return `${part(at.latitude, 'N', 'S')} ${part(at.longitude, 'E', 'W')}`;
}
