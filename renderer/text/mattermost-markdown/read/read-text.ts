/** Reads what Mattermost recognises in running text: mentions, links to channels, emoji. */
import type { Mention } from '../../../model/index.ts';
import type { Leaf, LinkInline, MentionTarget, Run } from '../../document/index.ts';
import { textInline } from '../../document/index.ts';
import { anyOf, emoticon, nameOfEmoticon } from '../emoticons.ts';
import { emojiOfName } from '../emoji.ts';
import { joiner } from '../joiner.ts';
import type { MattermostReading } from './reading.ts';

/** A stretch of text; `literal` where it was written as an entity and so means nothing but itself. */
export interface TextPart {
  readonly text: string;
  readonly literal: boolean;
}

/** `@name:server` is one of another server (see mentions.ts). */
const special = anyOf(
  /(?<![\p{L}\p{N}_@])@(?<handle>[a-z0-9][a-z0-9._-]*(?::[\p{L}\p{N}._-]+)*)/iu,
  /(?<![\p{L}\p{N}~])~(?<channel>[a-z0-9][a-z0-9._-]*)/iu,
  /(?<![\p{L}\p{N}_#&/])#(?<tag>\p{L}[\p{L}\p{N}._-]+)/iu,
  /(?<!\w):(?<emoji>[\w+-]+):(?!\w)/iu,
  emoticon,
);

const everyone = new Set(['all', 'channel', 'here']);

/** Texts without these are only text. */
const mayBeSpecial = /[@~#:;<\u2060\t]|x-d/i;

/** Adds the runs of running text. In links there are no mentions and no links, as there are none in Mattermost. */
export const addTextRuns = (
  parts: readonly TextPart[],
  marks: number,
  link: LinkInline | null,
  reading: MattermostReading,
  runs: Run[],
): void => {
  const text = parts.length === 1 ? (parts[0]?.text ?? '') : parts.map((part) => part.text).join('');
  reading.hearProse?.(text);
  if (!mayBeSpecial.test(text)) {
    if (text !== '') runs.push({ leaf: textInline(clean(text)), marks, link });
    return;
  }
  const isLiteral = literalPlaces(parts);
  let from = 0;
  for (const { at, to, leaf } of foundIn(text, link !== null, reading)) {
    if (isLiteral(at, to)) continue;
    addPlain(text.slice(from, at), marks, link, runs);
    runs.push({ leaf, marks, link });
    from = to;
  }
  addPlain(text.slice(from), marks, link, runs);
};

const clean = (text: string): string => {
  const joined = text.includes(joiner) ? text.replaceAll(joiner, '') : text;
  return joined.includes('\t') ? joined.replaceAll('\t', '    ') : joined;
};

const addPlain = (text: string, marks: number, link: LinkInline | null, runs: Run[]): void => {
  const cleaned = clean(text);
  if (cleaned !== '') runs.push({ leaf: textInline(cleaned), marks, link });
};

const literalPlaces = (parts: readonly TextPart[]): ((at: number, to: number) => boolean) => {
  if (!parts.some(({ literal }) => literal)) return () => false;
  const places: { readonly from: number; readonly to: number }[] = [];
  let at = 0;
  for (const { text, literal } of parts) {
    if (literal) places.push({ from: at, to: at + text.length });
    at += text.length;
  }
  let next = 0;
  // Asked in the text's order, so that every place is looked at once.
  return (from, to) => {
    while (next < places.length && (places[next]?.to ?? 0) <= from) next += 1;
    const place = places[next];
    return place !== undefined && place.from < to;
  };
};

interface Found {
  readonly at: number;
  readonly to: number;
  readonly leaf: Leaf;
}

const foundIn = (text: string, inLink: boolean, reading: MattermostReading): Found[] => {
  const found: Found[] = [];
  for (const match of text.matchAll(special)) {
    const { handle, channel, tag, emoji } = match.groups ?? {};
    const sign = nameOfEmoticon(match[0]);
    const leaf =
      emoji !== undefined
        ? emojiLeaf(emoji, reading)
        : sign !== null
          ? emojiLeaf(sign, reading)
          : inLink
            ? null
            : handle !== undefined
              ? mentionLeaf(handle, reading)
              : channel !== undefined
                ? channelLeaf(channel, reading)
                : tag !== undefined
                  ? hashtagLeaf(tag)
                  : null;
    if (leaf === null) continue;
    const length = leaf.kind === 'mention' || leaf.kind === 'text' ? leaf.text.length : match[0].length;
    found.push({ at: match.index, to: match.index + length, leaf });
  }
  return found;
};

const emojiLeaf = (name: string, reading: MattermostReading): Leaf | null => {
  const emoji = emojiOfName(name.toLowerCase());
  if (emoji !== null) return { kind: 'emoji', emoji, name: name.toLowerCase() };
  return reading.isCustomEmoji?.(name) === true ? { kind: 'emoji', emoji: null, name } : null;
};

/** The name itself, or without the full stop of the sentence it ends: `@john.` means john. */
const longestKnown = <Known>(
  name: string,
  find: (candidate: string) => Known | null,
): readonly [string, Known] | null => {
  for (let candidate = name; candidate !== ''; candidate = candidate.slice(0, -1)) {
    const known = find(candidate);
    if (known !== null) return [candidate, known];
    if (!/[._:-]$/.test(candidate)) return null;
  }
  return null;
};

const mentionLeaf = (handle: string, { mentioned }: MattermostReading): Leaf | null => {
  const found = longestKnown(handle, (name): MentionTarget | null =>
    everyone.has(name.toLowerCase()) ? { kind: 'everyone' } : (mentioned?.(name.toLowerCase()) ?? null),
  );
  return found === null ? null : { kind: 'mention', target: found[1], text: `@${found[0]}` };
};

/** A tag of three signs or more, without the full stop of the sentence it ends (Mattermost's web app links no shorter ones). */
const hashtagLeaf = (tag: string): Leaf | null => {
  const name = tag.replace(/(?<![._-])[._-]+$/, '');
  return name.length < 2 ? null : { kind: 'text', text: `#${name}`, look: { names: 'hashtag' } };
};

/** A channel that is known by its name is pointed at; another keeps its name, which looks like one. */
const channelLeaf = (name: string, { channel }: MattermostReading): Leaf | null => {
  const found = longestKnown(name, (candidate) => channel?.(candidate.toLowerCase()) ?? null);
  return found === null
    ? { kind: 'text', text: `~${name.replace(/(?<![._-])[._-]+$/, '')}`, look: { names: 'channel' } }
    : {
        kind: 'mention',
        target: { kind: 'channel', conversationId: found[1] },
        text: `~${found[0]}`,
      };
};

/** Whom a post's `@username`s mean, from what the mirror found in it. */
export const mentionedIn = (mentions: readonly Mention[]): ((username: string) => MentionTarget | null) => {
  const targets = new Map<string, MentionTarget>();
  for (const mention of mentions)
    if (mention.kind === 'person')
      targets.set(mention.text.replace(/^@/, '').toLowerCase(), {
        kind: 'person',
        personId: mention.personId,
      });
  return (username) => targets.get(username) ?? null;
};
