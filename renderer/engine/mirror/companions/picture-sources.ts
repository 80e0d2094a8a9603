/** Where pictures come from and where they are kept: those of messages, the photos of people, and custom emoji. */
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import { failed, type Change, type FileReference, type Person } from '../../../model/index.ts';
import {
  forgetCustomEmoji,
  hasPictureRow,
  isEmojiPictureDue,
  isPhotoDue,
  readCustomEmoji,
  readPhotos,
  writeCustomEmojiPicture,
  writePhotoRow,
  writePictureRow,
  type CustomEmojiRow,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { PictureSource } from './pictures.ts';

interface SourceOptions {
  readonly world: Pick<World, 'now'>;
  readonly database: IsthmusDatabase;
}

interface FilePicturesOptions extends SourceOptions {
  readonly connector: Pick<Connector, 'image' | 'accountId'>;
  readonly store: (changes: readonly Change[]) => Promise<boolean>;
}

/** Small pictures of messages, so that they can be seen off-line, and those that the user looks at. */
export const filePictures = ({
  world,
  database,
  connector,
  store,
}: FilePicturesOptions): PictureSource<FileReference> => ({
  what: 'picture',
  isKept: ({ id }) => hasPictureRow(database, id),
  fetch: (file, signal) => connector.image(file, signal),
  keep: ({ id }, bytes) =>
    writePictureRow(database, {
      fileId: id,
      accountId: connector.accountId,
      bytes,
      storedAt: world.now(),
    }),
  lacks: async () => {
    await store([{ kind: 'discarded', reason: 'image-unavailable' }]);
  },
});

interface PersonPhotosOptions extends SourceOptions {
  readonly connector: Pick<Connector, 'photo' | 'accountId'>;
}

/** A photo of a person is a few kB; what is larger is none for a list, bytes. */
const largestPhoto = 256 * 1024;

/** Photos of people, as small as the service has them. */
export const personPhotos = ({
  world,
  database,
  connector,
}: PersonPhotosOptions): PictureSource<Pick<Person, 'id' | 'photoStamp'>> => {
  const keep = ({ id, photoStamp = '' }: Pick<Person, 'id' | 'photoStamp'>, bytes: Blob | null) =>
    writePhotoRow(database, {
      id,
      accountId: connector.accountId,
      bytes: bytes !== null && bytes.size <= largestPhoto ? bytes : null,
      stamp: photoStamp,
      readAt: world.now(),
    });
  return {
    what: 'photo',
    isKept: async (person) => {
      const known = await readPhotos(database, [person.id]);
      return !isPhotoDue(person, known.get(person.id), world.now());
    },
    fetch: ({ id }, signal) =>
      connector.photo?.(id, signal) ?? Promise.resolve(failed({ kind: 'not-found' })),
    keep,
    lacks: (person) => keep(person, null),
  };
};

interface EmojiPicturesOptions extends SourceOptions {
  readonly connector: Pick<Connector, 'customEmoji'>;
}

/** No server takes larger ones (`MaxEmojiFileSize` of its source was 1 MiB and is 512 KiB now), bytes. */
const largestEmoji = 1024 * 1024;

/** Pictures of custom emoji. One that the server has no more is forgotten with its name. */
export const emojiPictures = ({
  world,
  database,
  connector,
}: EmojiPicturesOptions): PictureSource<CustomEmojiRow> => ({
  what: 'custom-emoji-picture',
  isKept: async ({ id }) => {
    const row = (await readCustomEmoji(database, [id])).get(id);
    return row === undefined || !isEmojiPictureDue(row, world.now());
  },
  fetch: ({ ref }, signal) =>
    ref === null || !connector.customEmoji
      ? Promise.resolve(failed({ kind: 'not-found' }))
      : connector.customEmoji.picture(ref, signal),
  keep: (row, bytes) =>
    writeCustomEmojiPicture(database, row, bytes.size <= largestEmoji ? bytes : null, world.now()),
  lacks: (row, failure) =>
    failure.kind === 'not-found'
      ? forgetCustomEmoji(database, row, world.now())
      : writeCustomEmojiPicture(database, row, null, world.now()),
});
