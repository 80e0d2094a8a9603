import { useEffect, useMemo, useState } from 'react';
import type { AccountId, FileId, FileReference, Message } from '../../model/index.ts';
import { isPictureWanted, readPictureRow, wantPicture } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { holdPicture, releasePicture } from './picture-store.ts';

export type PictureState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly url: string }
  /** The engine has processed the wish and got no picture. */
  | { readonly kind: 'unavailable' };

type Place = Pick<Message, 'id' | 'accountId' | 'conversationId'>;

/** The pictures that this page has asked for, so that each is asked for once. */
const asking = new Set<string>();
const asked = new Set<string>();

const pictureQuery = (id: FileId, accountId: AccountId) =>
  query('picture', ['pictures', 'intents'], async (tables) => {
    const row = await readPictureRow(tables, id);
    if (row) return { kind: 'stored', bytes: row.bytes } as const;
    return { kind: (await isPictureWanted(tables, accountId, id)) ? 'wanted' : 'missing' } as const;
  });

/** A message's picture from the cache. If it is missing, the engine is asked for it once. */
export const usePicture = (place: Place, file: FileReference): PictureState => {
  const { database, door, now } = useWorld();
  const { accountId, conversationId, id } = place;
  const state = useQuery(useMemo(() => pictureQuery(file.id, accountId), [file.id, accountId]));

  const missing = state?.kind === 'missing';
  useEffect(() => {
    if (!missing || asked.has(file.id) || asking.has(file.id)) return;
    asking.add(file.id);
    // A failed wish (a full disk) may be repeated when the picture is shown again.
    wantPicture(database, { id, accountId, conversationId }, file.id, now()).then(
      () => {
        asking.delete(file.id);
        asked.add(file.id);
      },
      (error: unknown) => {
        logCaught(door, 'picture-wish', error);
        asking.delete(file.id);
      },
    );
  }, [missing, database, file, id, accountId, conversationId, door, now]);

  const bytes = state?.kind === 'stored' ? state.bytes : null;
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (bytes === null) return;
    setUrl(holdPicture(file.id, bytes));
    return () => {
      setUrl(null);
      releasePicture(file.id);
    };
  }, [bytes, file.id]);

  if (url !== null) return { kind: 'ready', url };
  return missing && asked.has(file.id) ? { kind: 'unavailable' } : { kind: 'loading' };
};
