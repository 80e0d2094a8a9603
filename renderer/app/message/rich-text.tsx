/** Draws the tree of a body. Everything is text or one of the kinds below; there is no way to pass markup through. */
import { mergeClasses } from '@fluentui/react-components';
import { ImageOffRegular } from '@fluentui/react-icons';
import { createElement, type ReactNode } from 'react';
import type { Message } from '../../model/index.ts';
import type { PlainTag, RichNode } from '../rich/nodes.ts';
import { headingLevels } from '../rich/outline.ts';
import { CodeBlock } from './code-block.tsx';
import { OutsideLink } from './outside-link.tsx';
import { Picture } from './picture.tsx';
import { useRichStyles } from './rich-styles.ts';

interface Properties {
  readonly nodes: readonly RichNode[];
  readonly message: Message;
  readonly jumbo?: boolean;
}

export const RichText = ({ nodes, message, jumbo = false }: Properties) => {
  const styles = useRichStyles();
  const levelOf = headingLevels();
  // Inside a link nothing else can be pressed: HTML allows no button in a button.
  const draw = (inside: readonly RichNode[], inLink: boolean): ReactNode[] =>
    inside.map((node, at): ReactNode => {
      switch (node.kind) {
        case 'text':
          return node.text;
        case 'element':
          return element(node.tag, at, draw(node.children, inLink));
        case 'ordered-list':
          return (
            <ol key={at} start={node.start} dir="auto">
              {draw(node.children, inLink)}
            </ol>
          );
        case 'link':
          return inLink ? (
            <span key={at}>{draw(node.children, true)}</span>
          ) : (
            <OutsideLink key={at} url={node.href} className={styles.link}>
              {draw(node.children, true)}
            </OutsideLink>
          );
        case 'mention':
          return (
            <bdi key={at} className={mergeClasses(styles.mention, node.of === 'me' && styles.mentionMe)}>
              {node.text}
            </bdi>
          );
        case 'emoji':
          return (
            <span key={at} className={styles.emoji} title={node.name}>
              {node.text}
            </span>
          );
        case 'code-block':
          return inLink ? (
            <code key={at}>{node.text}</code>
          ) : (
            <CodeBlock key={at} language={node.language} code={node.text} />
          );
        case 'picture':
          return <Picture key={at} file={node.file} message={message} small={node.small} still={inLink} />;
        case 'remote-picture':
          return node.href === null || inLink ? (
            <span key={at} className={styles.chip}>
              <ImageOffRegular aria-hidden /> {node.label}
            </span>
          ) : (
            <OutsideLink key={at} url={node.href} className={styles.chip}>
              <ImageOffRegular aria-hidden /> Picture on the web: {node.label}
            </OutsideLink>
          );
      }
    });
  const element = (tag: PlainTag, key: number, children: ReactNode[]): ReactNode => {
    switch (tag) {
      case 'br':
      case 'hr':
        return createElement(tag, { key });
      case 'p':
        // A paragraph of a message may hold pictures and code, which HTML's own p may not.
        return createElement('div', { key, className: styles.paragraph }, ...children);
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        // Below the page's own headings, and allowed to hold what a message's heading holds.
        return createElement(
          'div',
          {
            key,
            role: 'heading',
            'aria-level': levelOf(Number(tag[1])),
            className: mergeClasses(styles.heading, headingSize[tag]),
          },
          ...children,
        );
      case 'table':
        return (
          <div key={key} className={styles.tableFrame} tabIndex={0} role="group" aria-label="Table">
            <table>
              <tbody>{children}</tbody>
            </table>
          </div>
        );
      case 'ul':
      case 'blockquote':
        // Marks and lines stand where its text begins.
        return createElement(tag, { key, dir: 'auto' }, ...children);
      default:
        return createElement(tag, { key }, ...children);
    }
  };
  const headingSize: Partial<Record<PlainTag, string>> = { h1: styles.heading1, h2: styles.heading2 };
  return (
    <div className={mergeClasses(styles.body, jumbo && styles.jumbo)} dir="auto">
      {draw(nodes, false)}
    </div>
  );
};
