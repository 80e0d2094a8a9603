/** How the parts of a card of the relay's screen stand beside each other, each with a title. */
import { makeStyles, tokens } from '@fluentui/react-components';

export const usePartStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    columnGap: '40px',
    rowGap: '16px',
  },
  title: {
    margin: '0 0 4px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
  },
});
