/** Values for the `{…}` places of a scene: one value per name and scene, so that a conversation talks about one thing. */
import type { Chooser } from '../random.ts';

const vocabulary: Readonly<Record<string, readonly string[]>> = {
  service: [
    'ingest',
    'tidewatch-api',
    'alarm-router',
    'map-tiles',
    'station-registry',
    'export-worker',
    'gateway',
    'wave-model',
  ],
  place: [
    'Skarvholm',
    'Port Ellery',
    'Kråkö',
    'Cala Brava',
    'Dunmore Point',
    'Vestervig',
    'Lighthouse Rock',
    'Saltmouth',
    'Ile aux Phoques',
  ],
  customer: [
    'Port of Saltmouth',
    'Kestrel Ferries',
    'Nordhav Pilots',
    'Coastal Institute',
    'Bluefin Aquaculture',
    'Harbour IT',
    'Marea Wind',
  ],
  buoy: ['LB-017', 'LB-042', 'LB-108', 'LB-113', 'LB-121', 'LB-164', 'LB-200', 'LB-207'],
  weekday: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  month: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'September', 'October', 'November'],
  hour: [
    '8:00',
    '8:30',
    '9:15',
    '10:00',
    '10:30',
    '11:45',
    '12:15',
    '13:00',
    '14:30',
    '15:00',
    '16:20',
    '17:45',
  ],
  food: [
    'cardamom buns',
    'jollof rice',
    'pierogi',
    'fish soup',
    'baklava',
    'cheese scones',
    'kimchi pancakes',
    'pastel de nata',
    'dal',
  ],
  person: [
    'Ada',
    'Mateusz',
    'Ingrid',
    'Kofi',
    'Nadia',
    'Luca',
    'Signe',
    'Oskar',
    'Elif',
    'Greta',
    'Anton',
    'Amara',
  ],
  team: ['platform team', 'workshop', 'field crew', 'support team', 'design group'],
  letter: ['C', 'D', 'E', 'F', 'G'],
};

const value = (name: string, chooser: Chooser): string | undefined => {
  if (name === 'number') return String(chooser.integer(11, 98));
  if (name === 'percent') return String(chooser.integer(6, 64));
  if (name === 'version')
    return `${chooser.integer(2, 6)}.${chooser.integer(0, 31)}.${chooser.integer(0, 9)}`;
  if (name === 'ticket') return `LB-${chooser.integer(1100, 4999)}`;
  const choices = vocabulary[name];
  return choices && chooser.pick(choices);
};

/** Fills the places of one scene after another; `fill` keeps its values until it is made anew. Unknown names stay as they are. */
export const slotFiller = (chooser: Chooser): ((text: string) => string) => {
  const values = new Map<string, string>();
  return (text) =>
    text.replace(/\{([a-z]+)(\d?)\}/g, (place, name: string, suffix: string) => {
      const known = values.get(name + suffix);
      if (known !== undefined) return known;
      let made = value(name, chooser);
      // A second value of the same name is another one: two buoys, two hours.
      for (let attempt = 0; suffix !== '' && made === values.get(name) && attempt < 9; attempt += 1)
        made = value(name, chooser);
      if (made === undefined) return place;
      values.set(name + suffix, made);
      return made;
    });
};
