// What stands where on the map: things of the record gathered by place.
import {whereIs, type Where} from '@/domain/places';
import {FRAME} from './projection';
import type {Place} from './shapes';

export type ThingKind = 'activity' | 'visit' | 'delivery' | 'grant';

export interface Spot {
  kind: ThingKind;
  title: string;
  /** State, window or what else says how it stands; words for people. */
  detail: string;
  to: string;
  place: Place;
}

export interface Pin {
  key: string;
  name: string;
  at: Where;
  spots: Spot[];
}

/** Spots by where they lie, places with most first; apart, those that nothing says where they are. */
export function pinsOf(spots: Spot[]): {pins: Pin[]; nowhere: Spot[]} {
  const pins = new Map<string, Pin>();
  const nowhere: Spot[] = [];
  for (const spot of spots) {
    const at = whereIs(spot.place);
    if (!at) {
      nowhere.push(spot);
      continue;
    }
    const key = `${at.latitude.toFixed(2)},${at.longitude.toFixed(2)}`;
    const pin = pins.get(key);
    if (!pin) pins.set(key, {key, name: spot.place.name || spot.place.locode || key, at, spots: [spot]});
    else if (!pin.spots.some((one) => one.to === spot.to && one.title === spot.title)) pin.spots.push(spot);
  }
  return {pins: [...pins.values()].sort((a, b) => b.spots.length - a.spots.length || a.name.localeCompare(b.name)), nowhere};
}

/** How the picture is moved: scale and shift of what was drawn for the width and height of the frame. */
export interface Glass {
  scale: number;
  x: number;
  y: number;
}
export const still: Glass = {scale: 1, x: 0, y: 0};
const LEAST = 0.15;
const MOST = 40;

/** Closer or farther, the point (cx, cy) of the frame staying where it is. */
export function zoomed(glass: Glass, by: number, cx: number = FRAME.width / 2, cy: number = FRAME.height / 2): Glass {
  const scale = Math.min(MOST, Math.max(LEAST, glass.scale * by));
  const ratio = scale / glass.scale;
  return {scale, x: cx - (cx - glass.x) * ratio, y: cy - (cy - glass.y) * ratio};
}

export const shifted = (glass: Glass, dx: number, dy: number): Glass => ({...glass, x: glass.x + dx, y: glass.y + dy});

/** Closer onto a drawn point, in the middle of the frame. */
export const onto = (point: [number, number], scale: number): Glass => ({scale, x: FRAME.width / 2 - point[0] * scale, y: FRAME.height / 2 - point[1] * scale});
