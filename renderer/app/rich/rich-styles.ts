/** The styles of a body: running text in the app's font, with quiet blocks. */
import { makeResetStyles, makeStyles, tokens } from '@fluentui/react-components';

/** The direction and alignment of a paragraph follow its own first letter; those of lists and quotes follow the message. */
const paragraph = { unicodeBidi: 'plaintext', textAlign: 'start' } as const;

const block = { margin: '0 0 6px', ':last-child': { marginBottom: 0 } } as const;
const heading = {
  margin: '8px 0 4px',
  fontWeight: tokens.fontWeightSemibold,
  ':first-child': { marginTop: 0 },
} as const;

/** All of a body as one class, because with the sixty that `makeStyles` makes of it, the browser styles a message a sixth slower. */
export const useBodyClass = makeResetStyles({
  fontSize: tokens.fontSizeBase300,
  lineHeight: '21px',
  color: tokens.colorNeutralForeground1,
  overflowWrap: 'anywhere',
  maxWidth: '76ch',
  ...paragraph,
  '& td, & th': paragraph,
  '& ul': { ...block, paddingInlineStart: '22px' },
  '& ol': { ...block, paddingInlineStart: '26px' },
  '& li > ul, & li > ol': { marginBottom: 0 },
  '& blockquote': {
    margin: '0 0 6px',
    paddingBlock: '2px',
    paddingInlineStart: '12px',
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    color: tokens.colorNeutralForeground2,
  },
  '& code': {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '0.9em',
    padding: '1px 4px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground4,
    boxDecorationBreak: 'clone',
  },
  '& hr': { border: 'none', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, margin: '8px 0' },
  '& table': {
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
  '& th, & td': {
    padding: '4px 10px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    textAlign: 'start',
    verticalAlign: 'top',
    overflowWrap: 'normal',
  },
  '& th': { fontWeight: tokens.fontWeightSemibold, backgroundColor: tokens.colorNeutralBackground3 },
});

/** A paragraph of a body. */
export const useParagraphClass = makeResetStyles({
  ...block,
  ...paragraph,
  // In a list, lines start at the mark, also in the other direction. Chromium knows match-parent only by this name.
  '&:is(li > *)': { margin: 0, textAlign: '-webkit-match-parent' },
});

export const useRichStyles = makeStyles({
  heading: { ...heading, ...paragraph },
  heading1: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  heading2: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  jumbo: { fontSize: '32px', lineHeight: '40px' },
  tableFrame: { overflowX: 'auto', maxWidth: '100%', margin: '4px 0 6px' },
  link: { textAlign: 'start', overflowWrap: 'anywhere', userSelect: 'text' },
  mention: {
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightMedium,
  },
  mentionMe: {
    padding: '0 3px',
    borderRadius: tokens.borderRadiusSmall,
    // Visible in forced colours only, which remove the ground.
    outline: '1px solid transparent',
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  emoji: { fontVariantEmoji: 'emoji' },
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    padding: '2px 8px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});
