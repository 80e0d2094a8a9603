/** Reads and writes the registers of the author lease in a post's props: `isthmus.author` and `isthmus.relay` (docs/carrying-props.md). */
import {
  type AuthorNote,
  type WishForLink,
  mostWishes,
  type RegisterNote,
  type RelayNote,
} from '../../author-registers.ts';
import { isPayload, payloadOf, textOf, type Payload } from '../rest/reading.ts';
import { isFromWebhook, propName } from './post-props.ts';

const version = 1;
/** Between a minute and a day. Another number is not believed. */
const shortest = 60_000;
const longest = 86_400_000;

/** What a post says as a register; null for every other post. */
export const registerOf = (post: Payload): RegisterNote | null => {
  const props = payloadOf(post.props);
  const raw = payloadOf(props[propName]);
  if (raw.version !== version || textOf(post.type) !== '' || textOf(post.root_id) !== '') return null;
  if (isFromWebhook(props)) return null;
  return isPayload(raw.author) ? authorNoteOf(raw.author) : relayNoteOf(payloadOf(raw.relay));
};

const authorNoteOf = (raw: Payload): AuthorNote | null => {
  const { epoch, beat, lasts, wants, mayBeTaken } = raw;
  if (!isCount(epoch) || !isCount(beat) || !isLasting(lasts)) return null;
  if (typeof wants !== 'boolean' || typeof mayBeTaken !== 'boolean') return null;
  const wishes = wishesIn(raw.wishes);
  const waitsSince = isCount(raw.waitsSince) ? raw.waitsSince : null;
  // Of whom it is not known what they chose is left alone.
  return wishes === null
    ? { kind: 'author', epoch, beat, lasts, wants, mayBeTaken: false, waitsSince, wishes: [] }
    : { kind: 'author', epoch, beat, lasts, wants, mayBeTaken, waitsSince, wishes };
};

const wishesIn = (raw: unknown): readonly WishForLink[] | null => {
  if (!Array.isArray(raw) || raw.length > mostWishes) return null;
  const wishes = raw.flatMap((each) => wishOf(payloadOf(each)) ?? []);
  return wishes.length === raw.length ? wishes : null;
};

const wishOf = ({ link, since }: Payload): WishForLink | null => {
  if (typeof link !== 'string') return null;
  if (since === null) return { link, since };
  const { mattermost, teams } = payloadOf(since);
  return isCount(mattermost) && isCount(teams) ? { link, since: { mattermost, teams } } : null;
};

const relayNoteOf = (raw: Payload): RelayNote | null => {
  const { epoch, beat, lasts, grace, taken } = raw;
  if (!isCount(epoch) || !isCount(beat) || !isLasting(lasts)) return null;
  if (grace !== null && !isLasting(grace)) return null;
  return typeof taken === 'boolean' ? { kind: 'relay', epoch, beat, lasts, grace, taken } : null;
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isLasting = (value: unknown): value is number =>
  isCount(value) && value >= shortest && value <= longest;

/** These props with this register in them; all others stay. */
export const withRegister = (props: Payload, { kind, ...note }: RegisterNote): Record<string, unknown> => ({
  ...props,
  [propName]: { version, [kind]: note },
});
