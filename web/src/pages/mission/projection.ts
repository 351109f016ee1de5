// Where on the map a position lies: Mercator, so that bearings are straight. The same projection draws the coasts when the
// pages are built (web/vite/coast.ts).

export const FRAME = {width: 800, height: 600} as const;
/** Japan and the Philippines fill the frame at first. */
export const CENTRE: [number, number] = [131, 27];
/** Units of the frame a radian. */
export const SCALE = 670;

/** A Mercator map has no end: these are its edges. */
export const NORTH = 80;
export const SOUTH = -60;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const northward = (latitude: number): number => Math.log(Math.tan(Math.PI / 4 + radians(latitude) / 2));

export function project(longitude: number, latitude: number): [number, number] {
  // The shorter way round: what lies east of the date line stays east of Japan.
  const east = ((longitude - CENTRE[0] + 540) % 360) - 180;
  return [FRAME.width / 2 + SCALE * radians(east), FRAME.height / 2 - SCALE * (northward(latitude) - northward(CENTRE[1]))];
}

/** Meridians and parallels every ten degrees: straight lines in this projection. */
export function graticule(): string {
  const lines: string[] = [];
  const line = (from: [number, number], to: [number, number]): void => void lines.push(`M${from.map(Math.round).join()}L${to.map(Math.round).join()}`);
  for (let longitude = -40; longitude < 320; longitude += 10) line(project(longitude, SOUTH), project(longitude, NORTH));
  for (let latitude = SOUTH; latitude <= NORTH; latitude += 10) line(project(-48, latitude), project(310, latitude));
  return lines.join('');
}
