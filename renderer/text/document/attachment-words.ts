/**
 * The words for an attachment that can only be named: the same in the carried copy, in the preview and on the page. Copies are written for
 * readers of another service, and nobody knows their language: these words are English.
 */
import { blockedByPolicy, type Attachment } from '../../model/message.ts';

/** For a card on which nothing can be read. */
export const unreadableCardWords = 'A card that can be seen only where it was posted';

/** For something of a kind that can only be named: what people called it, else what is known of its kind. */
export const otherWords = ({
  name,
  type,
}: Pick<Extract<Attachment, { kind: 'other' }>, 'name' | 'type'>): string => {
  if (type === blockedByPolicy) return 'This message was blocked by the organisation';
  if (type === 'burn_on_read') return 'This message is gone once it has been read';
  // Mirrors of before have the service's own name for the kind here.
  return name === '' || name === type ? 'Something that can be seen only where it was posted' : name;
};

/** `Voice message, 13 s`; with its name where it has one: `Harbour.m4a (sound, 1 min 5 s)`. */
export const recordingWords = ({
  medium,
  name,
  seconds,
}: Pick<Extract<Attachment, { kind: 'recording' }>, 'medium' | 'name' | 'seconds'>): string => {
  const length = seconds === null ? [] : [lengthInWords(seconds)];
  if (name === '') return [medium === 'audio' ? 'Voice message' : 'Video', ...length].join(', ');
  return `${name} (${[medium === 'audio' ? 'sound' : 'video', ...length].join(', ')})`;
};

/** `13 s`, `1 min 5 s`, `1 h 2 min`. */
const lengthInWords = (seconds: number): string => {
  const whole = Math.max(1, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  const parts =
    whole < 3_600
      ? [
          [minutes, 'min'],
          [whole % 60, 's'],
        ]
      : [
          [Math.floor(whole / 3_600), 'h'],
          [minutes % 60, 'min'],
        ];
  return parts
    .filter(([count]) => count !== 0)
    .map(([count, unit]) => `${String(count)} ${String(unit)}`)
    .join(' ');
};

/**
 * What a message shows as plain text, for previews and search: its own words (`text`), then its cards and code. What it answers or links to
 * is said only where it has no words of its own.
 */
export const plainOfMessage = (text: string, attachments: readonly Attachment[]): string =>
  text === ''
    ? plainOfAttachments(attachments)
    : [text, plainOfAttachments(attachments.filter(({ kind }) => kind !== 'quote'))]
        .filter(Boolean)
        .join('\n');

/** What attachments say, as plain text: for previews of messages that say nothing else. '' when they say nothing. */
export const plainOfAttachments = (attachments: readonly Attachment[]): string =>
  attachments.map(plainOf).filter(Boolean).join('\n');

const plainOf = (attachment: Attachment): string => {
  switch (attachment.kind) {
    case 'card':
      return plainOfCard(attachment);
    case 'quote':
      return attachment.plain;
    case 'code':
      return attachment.code;
    case 'unreadable-card':
      return attachment.text;
    case 'recording':
      return attachment.name;
    // Its name may be the service's own for the kind.
    case 'other':
      return '';
  }
};

/** A card's words with those of its links that are not said in its text, such as a picture's description. */
const plainOfCard = ({ title, text, links }: Extract<Attachment, { kind: 'card' }>): string => {
  const said = [title, text].filter(Boolean).join('\n');
  const others = links.filter((link) => link.title !== link.url && !said.includes(link.title));
  return [said, ...others.map((link) => link.title)].filter(Boolean).join('\n');
};
