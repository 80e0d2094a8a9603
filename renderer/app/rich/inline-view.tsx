/** Draws the inlines of a document. React writes the texts, so markup cannot be passed through. */
import { mergeClasses } from '@fluentui/react-components';
import { ImageOffRegular } from '@fluentui/react-icons';
import { createElement, Fragment, type ReactNode } from 'react';
import { isCustomEmojiName, oneLine, type Message, type PersonId } from '../../model/index.ts';
import type {
  ImageInline,
  Inline,
  LinkInline,
  MarkKind,
  MentionInline,
  TextLeaf,
} from '../../text/document/index.ts';
import { CustomEmoji } from '../emoji/custom-emoji.tsx';
import { hostOf, safeHref } from './links.ts';
import { styleOfLook } from './look-style.ts';
import { OutsideLink } from './outside-link.tsx';
import { Picture } from './picture.tsx';
import { useRichStyles } from './rich-styles.ts';
import { say } from '../words/catalogue/say.ts';

interface Properties {
  readonly inlines: readonly Inline[];
  readonly message: Message;
  readonly me: PersonId | null;
  /** Inside a link there are no other buttons, because HTML allows no button in a button. */
  readonly inLink?: boolean;
}

const tags: Readonly<Record<MarkKind, string>> = {
  strong: 'strong',
  emphasis: 'em',
  strike: 's',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
};

export const InlineView = ({ inlines, message, me, inLink = false }: Properties): ReactNode => {
  const styles = useRichStyles();
  const inside = (children: readonly Inline[], within = inLink): ReactNode => (
    <InlineView inlines={children} message={message} me={me} inLink={within} />
  );
  const link = ({ url, children }: LinkInline): ReactNode => {
    const href = inLink ? null : safeHref(url);
    return href === null ? (
      inside(children)
    ) : (
      <OutsideLink url={href} className={styles.link}>
        {inside(children, true)}
      </OutsideLink>
    );
  };
  const text = ({ text: words, look }: TextLeaf): ReactNode => {
    if (look === undefined) return words;
    if (look.names !== undefined) return <bdi className={styles.mention}>{oneLine(words)}</bdi>;
    return <span style={styleOfLook(look)}>{words}</span>;
  };
  const mention = ({ target, text: words }: MentionInline): ReactNode => {
    const isMe = target.kind === 'person' && target.personId === me;
    return <bdi className={mergeClasses(styles.mention, isMe && styles.mentionMe)}>{oneLine(words)}</bdi>;
  };
  const image = ({ source, alternative }: ImageInline): ReactNode => {
    if (source.kind === 'file') {
      const file = message.files.find(({ id }) => id === source.fileId);
      return file && <Picture file={file} message={message} still={inLink} />;
    }
    // A picture on another server is never loaded, because its server would learn who reads it.
    const href = inLink ? null : safeHref(source.url);
    const label = alternative.trim() === '' ? hostOf(source.url) : alternative;
    const words = (
      <>
        <ImageOffRegular aria-hidden />
        <span {...(alternative.trim() === '' ? { 'data-app-words': true } : {})}>{label}</span>
      </>
    );
    return href === null ? (
      <span className={styles.chip}>{words}</span>
    ) : (
      <OutsideLink url={href} className={styles.chip}>
        <span data-app-words>{say('message.picture.elsewhere')} </span>
        {words}
      </OutsideLink>
    );
  };
  const draw = (inline: Inline): ReactNode => {
    switch (inline.kind) {
      case 'text':
        return text(inline);
      case 'code':
        return <code>{inline.text}</code>;
      case 'break':
        return <br />;
      case 'emoji': {
        const file = message.files.find(({ id }) => id === inline.fileId);
        if (file) return <Picture file={file} message={message} small still />;
        // What Teams names so is no emoji of a Mattermost server.
        if (inline.emoji === null && message.body.format !== 'html' && isCustomEmojiName(inline.name))
          return <CustomEmoji accountId={message.accountId} name={inline.name} />;
        return (
          <span className={styles.emoji} title={`:${inline.name}:`}>
            {inline.emoji ?? `:${inline.name}:`}
          </span>
        );
      }
      case 'mention':
        return mention(inline);
      case 'image':
        return image(inline);
      case 'link':
        return link(inline);
      default:
        return createElement(tags[inline.kind], null, inside(inline.children));
    }
  };
  return inlines.map((inline, at) => <Fragment key={at}>{draw(inline)}</Fragment>);
};
