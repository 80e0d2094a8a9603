/**
 * Reads and writes what Isthmus keeps in a post's props, under `isthmus` (docs/carrying-props.md). Anybody can put anything into the props
 * of their own posts, so a value that does not have exactly this form is ignored.
 */
import type {
  CarryKey,
  DressingNote,
  LineMark,
  LinkNote,
  MarkNote,
  PostNote,
  RelayAccounts,
  SharedKey,
} from '../../../model/index.ts';
import { isPayload, numberOf, payloadOf, stampOf, textOf, type Payload } from '../rest/reading.ts';
import { isSystemType } from '../message/system-events.ts';

/** The member of the props that is ours. */
export const propName = 'isthmus';
/** The form that this version writes and reads. */
const version = 1;

const longestKey = 200;
const longestSharedKey = 512;
const longestName = 300;
const mostTeamsKeys = 50;
const mostParts = 1_000;
const longestMark = 30;
const mostLines = 100;

export interface CarryProps {
  readonly note: PostNote | null;
  readonly carryKey: CarryKey | null;
}

const nothing: CarryProps = Object.freeze({ note: null, carryKey: null });

/** Reads a post's note and key. A link counts only on an ordinary post in the channel's own timeline. */
export const carryPropsOf = (
  props: Payload,
  post: { readonly type: string; readonly isReply: boolean },
): CarryProps => {
  const raw = props[propName];
  if (!isPayload(raw) || raw.version !== version || isSystemType(post.type) || isFromWebhook(props))
    return nothing;
  const mayLink = raw.mark === undefined && post.type === '' && !post.isReply;
  return {
    note: raw.link === undefined ? markOf(raw.mark) : mayLink ? linkOf(raw.link) : null,
    carryKey: isShort(raw.key, longestKey) ? (raw.key as CarryKey) : null,
  };
};

/**
 * Whether an incoming webhook made the post. It posts under the user id of its owner, but anybody who has its address can set the props, so
 * they are not trusted. The server always adds `webhook_display_name` and `from_webhook`; a bot that wants another name posts
 * `from_webhook` too.
 */
export const isFromWebhook = (props: Payload): boolean =>
  'webhook_display_name' in props || (isTrue(props.from_webhook) && !isTrue(props.from_bot));

const isTrue = (value: unknown): boolean => value === 'true' || value === true;

const isShort = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longest;

const isSharedKey = (value: unknown): value is SharedKey => isShort(value, longestSharedKey);

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostParts;

const linkOf = (raw: unknown): LinkNote | null => {
  const { teams, name, since = null, relay } = payloadOf(raw);
  if (!isSharedKey(teams) || typeof name !== 'string' || name.length > longestName) return null;
  const carries = relayOf(relay);
  const said = carries === null ? {} : { relay: carries };
  if (since === null) return { kind: 'link', teams, name, since, ...said };
  const stamp = stampOf(since);
  return stamp === null ? null : { kind: 'link', teams, name, since: stamp, ...said };
};

const relayOf = (raw: unknown): RelayAccounts | null => {
  const { mattermost, teams } = payloadOf(raw);
  return isSharedKey(mattermost) && isSharedKey(teams) ? { mattermost, teams } : null;
};

const markOf = (raw: unknown): MarkNote | null => {
  const { origin, teams, part = 0, parts = 1, dressing } = payloadOf(raw);
  if (origin !== 'teams' && origin !== 'mattermost') return null;
  if (!Array.isArray(teams) || teams.length > mostTeamsKeys) return null;
  const keys = teams as readonly unknown[];
  if (!keys.every(isSharedKey) || !isCount(part) || !isCount(parts) || part >= parts) return null;
  const around = dressingNoteOf(dressing);
  return {
    kind: 'mark',
    origin,
    teams: keys,
    part,
    parts,
    ...(around === null ? {} : { dressing: around }),
  };
};

const isLineMark = (value: unknown): value is LineMark =>
  isShort(value, longestMark) && /^[0-9a-z]+$/.test(value);

const areLineMarks = (value: unknown): value is readonly LineMark[] =>
  Array.isArray(value) && value.length <= mostLines && value.every(isLineMark);

const dressingNoteOf = (raw: unknown): DressingNote | null => {
  if (!isPayload(raw)) return null;
  const { speaker, quotes = false, importance = null, above = [], below = [] } = raw;
  if (typeof quotes !== 'boolean' || (importance !== null && !isLineMark(importance))) return null;
  if (!areLineMarks(above) || !areLineMarks(below)) return null;
  const rest = { quotes, importance, above, below };
  if (speaker === undefined) return rest;
  return isLineMark(speaker) ? { speaker, ...rest } : null;
};

/** Whether a later version of Isthmus wrote these props. They must not be overwritten then. */
export const isForeign = (props: Payload): boolean => {
  const raw = props[propName];
  if (raw === undefined || raw === null) return false;
  const written = numberOf(payloadOf(raw).version);
  return written !== null && written > version;
};

/** A post's props with this key and note. All other props stay; if `key` is null, the present key stays, too. */
export const withCarryProps = (
  props: Payload,
  key: CarryKey | null,
  note: PostNote | null,
): Record<string, unknown> => {
  const present = textOf(payloadOf(props[propName]).key);
  const kept = key ?? (present === '' ? null : present);
  return {
    ...props,
    [propName]: {
      version,
      ...(kept === null ? {} : { key: kept }),
      ...(note === null ? {} : noteProps(note)),
    },
  };
};

/** The note as props. To keep them small, parts are named only if there are several. */
const noteProps = (note: PostNote): Record<string, unknown> => {
  switch (note.kind) {
    case 'link':
      return {
        link: {
          teams: note.teams,
          name: Array.from(note.name).slice(0, 150).join(''),
          ...(note.since === null ? {} : { since: note.since }),
          ...(note.relay === undefined ? {} : { relay: note.relay }),
        },
      };
    case 'mark':
      return {
        mark: {
          origin: note.origin,
          teams: note.teams,
          ...(note.parts === 1 ? {} : { part: note.part, parts: note.parts }),
          ...(note.dressing === undefined ? {} : { dressing: dressingProps(note.dressing) }),
        },
      };
  }
};

const dressingProps = ({
  speaker,
  quotes,
  importance,
  above,
  below,
}: DressingNote): Record<string, unknown> => ({
  ...(speaker === undefined ? {} : { speaker }),
  ...(quotes ? { quotes } : {}),
  ...(importance === null ? {} : { importance }),
  ...(above.length === 0 ? {} : { above: above.slice(0, mostLines) }),
  ...(below.length === 0 ? {} : { below: below.slice(0, mostLines) }),
});
