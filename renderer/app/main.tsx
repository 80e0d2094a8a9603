/** The app page begins here: real clock, real door, real database. */
import { createRoot } from 'react-dom/client';
import {
  IsthmusDatabase,
  openDatabase,
  openTypingChannel,
  wantCustomEmoji,
  wantPhotos,
} from '../store/index.ts';
import { Queries } from './queries/queries.ts';
import { caughtBy } from './world/log-caught.ts';
import { logQueries } from './world/log-queries.ts';
import { canDrawEmoji } from './world/draws-emoji.ts';
import { EmojiBook } from './world/emoji-book.ts';
import { PhotoBook } from './world/photo-book.ts';
import { ShownBodies } from './world/shown-body.ts';
import { Root } from './screen/root.tsx';
import { platformOf } from './world/platform.ts';
import type { AppDoor, AppWorld } from './world/world.ts';

const { isthmus } = window as unknown as { readonly isthmus: AppDoor };
const database = new IsthmusDatabase();
const time = {
  now: () => performance.now(),
  after: (ms: number, work: () => void) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
const now = (): number => Date.now();
const queries = new Queries(database, time);
const ofPictures = {
  queries,
  now,
  after: time.after,
  makeUrl: (bytes: Blob) => URL.createObjectURL(bytes),
  dropUrl: (url: string) => URL.revokeObjectURL(url),
};
const world: AppWorld = {
  database,
  queries,
  bodies: new ShownBodies(time),
  leftUnread: new Set(),
  typing: openTypingChannel(),
  photos: new PhotoBook({
    ...ofPictures,
    want: (accountId, ids) => wantPhotos(database, accountId, ids, now()),
    failed: caughtBy(isthmus, 'photo-book'),
  }),
  drawsEmoji: canDrawEmoji(),
  emoji: new EmojiBook({
    ...ofPictures,
    want: (accountId, names) => wantCustomEmoji(database, accountId, names, now()),
    failed: caughtBy(isthmus, 'emoji-book'),
  }),
  door: isthmus,
  platform: platformOf(navigator.platform),
  now,
};

logQueries(world.queries, isthmus, time);

// A newer Isthmus wants to change the database, or it vanished: a fresh page sees what there is now.
database.on('versionchange', () => location.reload());
database.on('close', () => location.reload());

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no #root');
createRoot(place).render(<Root world={world} open={() => openDatabase(database)} />);
