/** Draws a document. The same document is carried, so a message shows the same content on both sides. */
import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { oneLine, type Message, type PersonId } from '../../model/index.ts';
import type {
  Block,
  Cell,
  Document,
  Inline,
  ListBlock,
  ListItem,
  ParagraphBlock,
  QuoteBlock,
  TableBlock,
} from '../../text/document/index.ts';
import { CodeBlock } from './code-block.tsx';
import { InlineView } from './inline-view.tsx';
import { headingLevels } from './outline.ts';
import { useBodyClass, useParagraphClass, useRichStyles } from './rich-styles.ts';
import { say } from '../words/catalogue/say.ts';

/** The alignment of a paragraph or heading. */
const aligned = (
  align: ParagraphBlock['align'],
): { readonly style?: { readonly textAlign: NonNullable<ParagraphBlock['align']> } } =>
  align === undefined ? {} : { style: { textAlign: align } };

interface Properties {
  readonly document: Document;
  readonly message: Message;
  readonly me: PersonId | null;
  readonly jumbo?: boolean;
}

export const DocumentView = ({ document, message, me, jumbo = false }: Properties) => {
  const styles = useRichStyles();
  const bodyClass = useBodyClass();
  const paragraphClass = useParagraphClass();
  const levelOf = headingLevels();
  const inlines = (children: readonly Inline[]): ReactNode => (
    <InlineView inlines={children} message={message} me={me} />
  );
  const paragraph = (
    { children, align }: ParagraphBlock,
    key: number,
    before: ReactNode = null,
  ): ReactNode => (
    // A div, because HTML's p may not contain pictures.
    <div key={key} className={paragraphClass} {...aligned(align)}>
      {before}
      {inlines(children)}
    </div>
  );
  const blocks = (some: readonly Block[]): ReactNode[] => some.map((block, key) => draw(block, key));
  const item = ({ checked, blocks: inner }: ListItem, key: number): ReactNode => {
    const [first, ...others] = inner;
    const box = checked === null ? null : checked ? '☑ ' : '☐ ';
    return (
      <li key={key}>
        {first?.kind === 'paragraph' ? paragraph(first, 0, box) : [box, first && draw(first, 0)]}
        {others.map((block, at) => draw(block, at + 1))}
      </li>
    );
  };
  // Marks and lines are at the side where the text begins (dir="auto").
  const list = ({ ordered, start, items }: ListBlock, key: number): ReactNode =>
    ordered ? (
      <ol key={key} start={start} dir="auto">
        {items.map(item)}
      </ol>
    ) : (
      <ul key={key} dir="auto">
        {items.map(item)}
      </ul>
    );
  const quote = ({ authorName, blocks: inner }: QuoteBlock, key: number): ReactNode => (
    <blockquote key={key} dir="auto">
      {authorName !== null && (
        <div className={paragraphClass}>
          <strong>
            <bdi>{oneLine(authorName)}</bdi>
          </strong>
        </div>
      )}
      {blocks(inner)}
    </blockquote>
  );
  const table = ({ alignments, header, rows }: TableBlock, key: number): ReactNode => {
    const row = (cells: readonly Cell[], Tag: 'td' | 'th', at: number): ReactNode => (
      <tr key={at}>
        {cells.map((cell, column) => {
          const textAlign = alignments[column] ?? null;
          return (
            <Tag key={column} {...(textAlign === null ? {} : { style: { textAlign } })}>
              {inlines(cell)}
            </Tag>
          );
        })}
      </tr>
    );
    return (
      <div
        key={key}
        className={styles.tableFrame}
        tabIndex={0}
        role="group"
        aria-label={say('message.table')}
      >
        <table>
          {header !== null && <thead>{row(header, 'th', 0)}</thead>}
          <tbody>{rows.map((cells, at) => row(cells, 'td', at))}</tbody>
        </table>
      </div>
    );
  };
  const draw = (block: Block, key: number): ReactNode => {
    switch (block.kind) {
      case 'paragraph':
        return paragraph(block, key);
      case 'heading':
        // A message's headings are below the page's own.
        return (
          <div
            key={key}
            role="heading"
            aria-level={levelOf(block.level)}
            className={mergeClasses(
              styles.heading,
              block.level === 1 && styles.heading1,
              block.level === 2 && styles.heading2,
            )}
            {...aligned(block.align)}
          >
            {inlines(block.children)}
          </div>
        );
      case 'code':
        return <CodeBlock key={key} language={block.language} code={block.text} />;
      case 'rule':
        return <hr key={key} />;
      case 'quote':
        return quote(block, key);
      case 'list':
        return list(block, key);
      case 'table':
        return table(block, key);
    }
  };
  return (
    <div className={mergeClasses(bodyClass, jumbo && styles.jumbo)} dir="auto">
      {blocks(document.blocks)}
    </div>
  );
};
