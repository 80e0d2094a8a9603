/** Words for screen readers only. Others see the same in another form. */
import { makeStyles } from '@fluentui/react-components';
import type { ComponentProps } from 'react';

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

export const OnlyHeard = (properties: Omit<ComponentProps<'span'>, 'className'>) => (
  <span className={useStyles().hidden} {...properties} />
);
