import {ActionIcon, Group, Stack, Text} from '@mantine/core';
import {useEffect, useRef, useState, type KeyboardEvent, type PointerEvent} from 'react';
import {useTranslation} from 'react-i18next';
import {onto, shifted, still, zoomed, type Glass, type Pin} from './mapping';
import {FRAME, graticule, project} from './projection';

const lines = graticule();

/** The coasts of Natural Earth (public domain), drawn when the pages were built and fetched when first looked at. */
function useLand(): {path: string; scale: number} {
  const [land, setLand] = useState({path: '', scale: 1});
  useEffect(() => {
    let here = true;
    void import('virtual:coast').then(({coast, STEPS}) => {
      if (here) setLand({path: coast, scale: 1 / STEPS});
    });
    return () => {
      here = false;
    };
  }, []);
  return land;
}

interface Props {
  pins: Pin[];
  chosen: string | undefined;
  onChoose: (pin: Pin) => void;
}

const STEP = 60;

/** The picture. Moved by dragging, by wheel, by the buttons and by keys: arrows, plus, minus and 0. */
export function Chart({pins, chosen, onChoose}: Props) {
  const {t} = useTranslation('places');
  const land = useLand();
  const [glass, setGlass] = useState<Glass>(still);
  const frame = useRef<SVGSVGElement>(null);
  const hold = useDrag(setGlass);
  useWheel(frame, setGlass);
  const unit = useUnit(frame);
  const onKeyDown = (e: KeyboardEvent) => {
    const move = keyed(e.key);
    if (!move) return;
    e.preventDefault();
    setGlass(move);
  };
  return (
    <Stack gap={6} className="no-print">
      <Tools onMove={setGlass} />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <svg ref={frame} viewBox={`0 0 ${FRAME.width} ${FRAME.height}`} role="group" aria-label={t('map.picture')} aria-describedby="map-keys" tabIndex={0} onKeyDown={onKeyDown} {...hold}
        style={{width: '100%', height: 'auto', border: '1px solid var(--mantine-color-default-border)', background: 'var(--mantine-color-body)', touchAction: 'none', cursor: 'grab'}}>
        <g transform={`translate(${glass.x} ${glass.y}) scale(${glass.scale})`} aria-hidden>
          <path d={lines} fill="none" stroke="var(--mantine-color-default-border)" strokeWidth={0.5} vectorEffect="non-scaling-stroke" />
          <path d={land.path} transform={`scale(${land.scale})`} fill="var(--mantine-color-default-hover)" stroke="var(--mantine-color-gray-6)" strokeWidth={1} vectorEffect="non-scaling-stroke" />
        </g>
        {pins.map((pin) => <Mark key={pin.key} pin={pin} glass={glass} unit={unit} chosen={pin.key === chosen} onChoose={() => onChoose(pin)} onFocus={() => setGlass((now) => inView(pin, now))} />)}
      </svg>
      <Text size="xs" id="map-keys">{t('map.keys')}</Text>
    </Stack>
  );
}

function keyed(key: string): ((glass: Glass) => Glass) | undefined {
  switch (key) {
    case 'ArrowLeft': return (glass) => shifted(glass, STEP, 0);
    case 'ArrowRight': return (glass) => shifted(glass, -STEP, 0);
    case 'ArrowUp': return (glass) => shifted(glass, 0, STEP);
    case 'ArrowDown': return (glass) => shifted(glass, 0, -STEP);
    case '+':
    case '=': return (glass) => zoomed(glass, 1.5);
    case '-': return (glass) => zoomed(glass, 1 / 1.5);
    case '0': return () => still;
    default: return undefined;
  }
}

function Tools({onMove}: {onMove: (move: (glass: Glass) => Glass) => void}) {
  const {t} = useTranslation('places');
  const tool = (words: string, sign: string, key: string) => {
    const move = keyed(key);
    return <ActionIcon key={key} variant="default" size="lg" aria-label={words} onClick={() => move && onMove(move)}>{sign}</ActionIcon>;
  };
  return (
    <Group gap={4} role="group" aria-label={t('map.tools')}>
      {tool(t('map.closer'), '+', '+')}
      {tool(t('map.farther'), '−', '-')}
      {tool(t('map.west'), '←', 'ArrowLeft')}
      {tool(t('map.east'), '→', 'ArrowRight')}
      {tool(t('map.north'), '↑', 'ArrowUp')}
      {tool(t('map.south'), '↓', 'ArrowDown')}
      {tool(t('map.whole'), '⌂', '0')}
    </Group>
  );
}

const drawn = (pin: Pin): [number, number] => project(pin.at.longitude, pin.at.latitude);

/** A place that takes the focus is brought into the frame. */
function inView(pin: Pin, glass: Glass): Glass {
  const [px, py] = drawn(pin);
  const [x, y] = [px * glass.scale + glass.x, py * glass.scale + glass.y];
  return x >= 0 && x <= FRAME.width && y >= 0 && y <= FRAME.height ? glass : onto([px, py], glass.scale);
}

interface MarkProps {
  pin: Pin;
  glass: Glass;
  /** Units of the frame to a pixel: marks are as large on any screen. */
  unit: number;
  chosen: boolean;
  onChoose: () => void;
  onFocus: () => void;
}

function Mark({pin, glass, unit, chosen, onChoose, onFocus}: MarkProps) {
  const {t} = useTranslation('places');
  const [px, py] = drawn(pin);
  const radius = (12 + Math.min(6, pin.spots.length)) * unit;
  const words = `${pin.name}: ${pin.spots.map((one) => `${t(`map.kind_${one.kind}`)} ${one.title}`).join(', ')}`;
  return (
    <g role="button" tabIndex={0} aria-label={words} aria-pressed={chosen} transform={`translate(${px * glass.scale + glass.x} ${py * glass.scale + glass.y})`} style={{cursor: 'pointer'}}
      onFocus={onFocus} onClick={onChoose} onPointerDown={(e) => e.stopPropagation()}
      onKeyDown={(e) => {
        if (e.key !== 'Enter' && e.key !== ' ') return;
        e.preventDefault();
        e.stopPropagation();
        onChoose();
      }}>
      <circle r={radius} fill="var(--mantine-color-cyan-9)" stroke={chosen ? 'var(--mantine-color-text)' : 'white'} strokeWidth={(chosen ? 3 : 1.5) * unit} />
      <text textAnchor="middle" dy="0.35em" fontSize={12 * unit} fontWeight={700} fill="white">{pin.spots.length}</text>
      <text x={radius + 3 * unit} dy="0.35em" fontSize={13 * unit} fill="var(--mantine-color-text)" stroke="var(--mantine-color-body)" strokeWidth={3 * unit} paintOrder="stroke">{pin.name}</text>
    </g>
  );
}

type Move = (move: (glass: Glass) => Glass) => void;

/** Of the frame's own units, so many to a pixel on the screen. */
const unitsPerPixel = (svg: Element): number => FRAME.width / Math.max(1, svg.getBoundingClientRect().width);

function useUnit(frame: React.RefObject<SVGSVGElement | null>): number {
  const [unit, setUnit] = useState(1);
  useEffect(() => {
    const svg = frame.current;
    if (!svg) return;
    const watch = new ResizeObserver(() => setUnit(unitsPerPixel(svg)));
    watch.observe(svg);
    return () => watch.disconnect();
  }, [frame]);
  return unit;
}

function useDrag(onMove: Move) {
  const from = useRef<{x: number; y: number}>(undefined);
  return {
    onPointerDown: (e: PointerEvent<SVGSVGElement>) => {
      from.current = {x: e.clientX, y: e.clientY};
      e.currentTarget.setPointerCapture(e.pointerId);
    },
    onPointerMove: (e: PointerEvent<SVGSVGElement>) => {
      const last = from.current;
      if (!last) return;
      const ratio = unitsPerPixel(e.currentTarget);
      const [dx, dy] = [(e.clientX - last.x) * ratio, (e.clientY - last.y) * ratio];
      from.current = {x: e.clientX, y: e.clientY};
      onMove((glass) => shifted(glass, dx, dy));
    },
    onPointerUp: () => {
      from.current = undefined;
    },
    onPointerCancel: () => {
      from.current = undefined;
    },
  };
}

/** A wheel turns the picture, not the page; React would listen too late to say so. */
function useWheel(frame: React.RefObject<SVGSVGElement | null>, onMove: Move) {
  useEffect(() => {
    const svg = frame.current;
    if (!svg) return;
    const turn = (e: WheelEvent) => {
      e.preventDefault();
      const box = svg.getBoundingClientRect();
      const ratio = unitsPerPixel(svg);
      onMove((glass) => zoomed(glass, Math.exp(-e.deltaY / 400), (e.clientX - box.left) * ratio, (e.clientY - box.top) * ratio));
    };
    svg.addEventListener('wheel', turn, {passive: false});
    return () => svg.removeEventListener('wheel', turn);
  }, [frame, onMove]);
}
