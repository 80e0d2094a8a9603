/** The styles of lines below a message that show the state of a wish: sent, carried, edited, deleted. */
import { makeStyles, tokens } from '@fluentui/react-components';

export const useStateLineStyles = makeStyles({
  line: {
    display: 'flex',
    gap: '6px',
    marginTop: '2px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '22px',
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  icon: { display: 'inline-flex', alignItems: 'center', height: '22px', fontSize: '14px', flexShrink: 0 },
  quiet: {},
  warning: { color: tokens.colorStatusWarningForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
  text: { marginInlineEnd: '12px' },
  // Together on the next line if they do not fit beside the sentence, aligned with it.
  actions: { display: 'inline-flex', flexWrap: 'wrap', gap: '2px', marginInlineStart: '-6px' },
  action: { minWidth: 'auto', height: '22px', paddingInline: '6px' },
});
