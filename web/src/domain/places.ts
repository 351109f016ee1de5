// Where the ports and bases are that the demonstration and the agreements name, for the map alone. Positions are those of
// the World Port Index ("wpi": by its number) or, for airports, of UN/LOCODE ("unlocode"); a test compares them with the
// tables. Nothing is judged by them.
import {fold} from './fold';

interface Known {
  locode: string;
  names: string[];
  latitude: number;
  longitude: number;
  source: 'wpi' | 'unlocode';
  row: string;
}

const at = (locode: string, names: string, latitude: number, longitude: number, source: Known['source'], row: string): Known => ({
  locode, names: names.split('|'), latitude, longitude, source, row,
});

export const knownPlaces: readonly Known[] = [
  at('PHSFS', 'Subic Bay|Subic|スービック湾|スービック', 14.8, 120.266667, 'wpi', '58395'),
  at('PHMNL', 'Manila|Maynila|マニラ', 14.583333, 120.966667, 'wpi', '58370'),
  at('PHCEB', 'Cebu|セブ', 10.3, 123.9, 'wpi', '58960'),
  at('PHNOP', 'Mactan|Lapu-Lapu|マクタン', 10.3, 124, 'unlocode', 'PHNOP'),
  at('PHTAC', 'Tacloban|タクロバン', 11.25, 125, 'wpi', '58690'),
  at('PHPPS', 'Puerto Princesa|プエルトプリンセサ', 9.733333, 118.733333, 'wpi', '59270'),
  at('PHDVO', 'Davao|ダバオ', 7.066667, 125.616667, 'wpi', '59430'),
  at('PHZAM', 'Zamboanga|サンボアンガ', 6.9, 122.066667, 'wpi', '59580'),
  at('PHSUG', 'Surigao|スリガオ', 9.783333, 125.5, 'wpi', '59340'),
  at('PHILO', 'Iloilo|イロイロ', 10.7, 122.583333, 'wpi', '59190'),
  at('PHGES', 'General Santos|ジェネラルサントス', 6.116667, 125.183333, 'wpi', '59485'),
  at('PHBTG', 'Batangas|バタンガス', 13.75, 121.05, 'wpi', '58320'),
  at('PHCFA', 'Clark|Clark Air Base|クラーク', 15.183333, 120.55, 'unlocode', 'PHCFA'),
  at('JPYOS', 'Yokosuka|横須賀', 35.283333, 139.666667, 'wpi', '61400'),
  at('JPSSB', 'Sasebo|佐世保', 33.166667, 129.716667, 'wpi', '62380'),
  at('JPKRE', 'Kure|呉', 34.233333, 132.55, 'wpi', '61640'),
  at('JPMAI', 'Maizuru|舞鶴', 35.516667, 135.333333, 'wpi', '61800'),
  at('JPNAH', 'Naha|那覇', 26.216667, 127.683333, 'wpi', '62500'),
  at('JPIWK', 'Iwakuni|岩国', 34.183333, 132.25, 'wpi', '61662'),
  at('JPHHE', 'Hachinohe|八戸', 40.533333, 141.55, 'wpi', '61280'),
  at('JPTYO', 'Tokyo|東京', 35.683333, 139.75, 'unlocode', 'JPTYO'),
  at('GUAPR', 'Apra Harbor|Guam|グアム', 13.45, 144.616667, 'wpi', '56550'),
  at('USHNL', 'Honolulu|Pearl Harbor|真珠湾', 21.3, -157.866667, 'wpi', '56280'),
  at('USSAN', 'San Diego|サンディエゴ', 32.716667, -117.183333, 'wpi', '16010'),
  at('AUDRW', 'Darwin|ダーウィン', -12.466667, 130.85, 'wpi', '54670'),
  at('AUTSV', 'Townsville|タウンズビル', -19.266667, 146.816667, 'wpi', '53380'),
  at('GBPME', 'Portsmouth|ポーツマス', 50.8, -1.1, 'wpi', '35600'),
];

const byLocode = new Map(knownPlaces.map((one) => [one.locode, one]));
const byName = new Map(knownPlaces.flatMap((one) => one.names.map((name) => [fold(name), one] as const)));

export interface Where {
  /** Degrees, east and north positive. */
  longitude: number;
  latitude: number;
  /** How it is known: written in the record, or looked up here by its code or its name. */
  by: 'position' | 'locode' | 'name';
}

/**
 * Where a place of the record lies; undefined where nothing says it. Positions are millionths of a degree. Of "Alava Wharf, Subic
 * Bay" the last part is looked up too.
 */
export function whereIs(place: {locode?: string; name: string; latitude?: number; longitude?: number}): Where | undefined {
  if (place.latitude !== undefined && place.longitude !== undefined)
    return {latitude: place.latitude / 1e6, longitude: place.longitude / 1e6, by: 'position'};
  const coded = place.locode ? byLocode.get(place.locode) : undefined;
  if (coded) return {latitude: coded.latitude, longitude: coded.longitude, by: 'locode'};
  const named = byName.get(fold(place.name)) ?? byName.get(fold(place.name.split(/[,、，]/).pop() ?? ''));
  return named && {latitude: named.latitude, longitude: named.longitude, by: 'name'};
}

/** For a field that takes a UN/LOCODE. */
export const placeChoices = (): {value: string; label: string}[] => knownPlaces.map((one) => ({value: one.locode, label: `${one.locode} ${one.names[0]}`}));
