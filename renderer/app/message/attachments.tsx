/** The attachments of a message: quotes, code, cards, and kinds of which this version knows only the name. */
import { makeStyles, tokens } from '@fluentui/react-components';
import {
  ArrowReplyRegular,
  AttachRegular,
  BoardRegular,
  MicRegular,
  VideoRegular,
} from '@fluentui/react-icons';
import { oneLine, type Attachment, type Message, type PersonId } from '../../model/index.ts';
import { otherWords, recordingWords, unreadableCardWords } from '../../text/document/index.ts';
import { DocumentView } from '../rich/document-view.tsx';
import { safeHref } from '../rich/links.ts';
import { CodeBlock } from '../rich/code-block.tsx';
import { OutsideLink } from '../rich/outside-link.tsx';
import { cssColor } from './css-color.ts';
import { say } from '../words/catalogue/say.ts';
import type { ShownBody } from '../world/shown-body.ts';

const useStyles = makeStyles({
  quote: {
    margin: '2px 0 6px',
    padding: '4px 12px',
    maxWidth: '70ch',
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorBrandStroke2,
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground2,
  },
  quoteAuthor: { display: 'flex', alignItems: 'center', gap: '4px', fontWeight: tokens.fontWeightSemibold },
  quoteText: {
    maxHeight: '72px',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    textAlign: 'start',
  },
  card: {
    margin: '4px 0 6px',
    padding: '10px 14px',
    maxWidth: '520px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderInlineStartWidth: '4px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowWrap: 'anywhere',
  },
  cardTitle: { textAlign: 'start', fontWeight: tokens.fontWeightSemibold, marginBottom: '2px' },
  cardText: {
    textAlign: 'start',
    whiteSpace: 'pre-wrap',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground2,
  },
  cardLinks: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 14px',
    marginTop: '8px',
    fontSize: tokens.fontSizeBase200,
    ':first-child': { marginTop: 0 },
  },
  unreadable: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    color: tokens.colorNeutralForeground3,
  },
  other: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    margin: '4px 0',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
});

interface Properties {
  readonly message: Message;
  /** A forwarded message by its HTML. It is shown like its carried form: whole, and with its formatting. */
  readonly forwarded: ShownBody['forwarded'];
  readonly me: PersonId | null;
  readonly which: 'above' | 'below';
}

/** `which`: the attachments above the text (quotes), or those below it. */
export const Attachments = ({ message, forwarded, me, which }: Properties) => (
  <>
    {message.attachments
      .filter(({ kind }) => (kind === 'quote') === (which === 'above'))
      .map((attachment, at) => (
        <AttachmentView key={at} attachment={attachment} message={message} forwarded={forwarded} me={me} />
      ))}
  </>
);

const AttachmentView = ({
  attachment,
  message,
  forwarded,
  me,
}: Omit<Properties, 'which'> & { readonly attachment: Attachment }) => {
  const styles = useStyles();
  switch (attachment.kind) {
    case 'quote': {
      const document = forwarded.get(attachment.html ?? '') ?? null;
      return (
        <blockquote className={styles.quote}>
          <div className={styles.quoteAuthor}>
            <ArrowReplyRegular aria-label={say('message.in-reply-to')} />{' '}
            <bdi>{oneLine(attachment.authorName ?? '') || say('names.person-name.unknown')}</bdi>
          </div>
          {document === null ? (
            <div className={styles.quoteText} dir="auto">
              {attachment.plain}
            </div>
          ) : (
            <DocumentView document={document} message={message} me={me} />
          )}
        </blockquote>
      );
    }
    case 'code':
      return <CodeBlock language={attachment.language} code={attachment.code} />;
    case 'card': {
      const color = cssColor(attachment.color);
      return (
        <div className={styles.card} style={color === null ? {} : { borderInlineStartColor: color }}>
          {attachment.title !== '' && (
            <div className={styles.cardTitle} dir="auto">
              {attachment.title}
            </div>
          )}
          {attachment.text !== '' && (
            <div className={styles.cardText} dir="auto">
              {attachment.text}
            </div>
          )}
          {attachment.links.length > 0 && (
            <div className={styles.cardLinks}>
              {attachment.links.map(({ title, url }, at) => {
                const href = safeHref(url);
                const text = title === '' ? url : title;
                return href === null ? (
                  <span key={at}>{text}</span>
                ) : (
                  <OutsideLink key={at} url={href}>
                    {text}
                  </OutsideLink>
                );
              })}
            </div>
          )}
        </div>
      );
    }
    case 'unreadable-card':
      return (
        <div className={styles.card}>
          <div className={styles.unreadable}>
            <BoardRegular aria-hidden />
            {unreadableCardWords}
          </div>
          {attachment.text !== '' && <div className={styles.cardText}>{attachment.text}</div>}
        </div>
      );
    case 'recording': {
      const href = attachment.url === null ? null : safeHref(attachment.url);
      const words = recordingWords(attachment);
      return (
        <div className={styles.other}>
          {attachment.medium === 'audio' ? <MicRegular aria-hidden /> : <VideoRegular aria-hidden />}
          {href === null ? words : <OutsideLink url={href}>{words}</OutsideLink>}
        </div>
      );
    }
    case 'other':
      return (
        <div className={styles.other}>
          <AttachRegular aria-hidden />
          {otherWords(attachment)}
        </div>
      );
  }
};
