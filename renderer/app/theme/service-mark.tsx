/** A small mark for each service, which does not use its logo. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Service } from '../../model/index.ts';
import { serviceName } from '../words/names.ts';

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    width: '16px',
    height: '16px',
    borderRadius: tokens.borderRadiusSmall,
    fontSize: '10px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightSemibold,
    color: '#ffffff',
    '@media (forced-colors: active)': { boxSizing: 'border-box', border: '1px solid', lineHeight: 1 },
  },
  small: { width: '14px', height: '14px', fontSize: '9px', lineHeight: '14px' },
  large: { width: '32px', height: '32px', fontSize: '18px', borderRadius: tokens.borderRadiusMedium },
  // The letter is drawn by CSS, so that it is not part of the text that is read aloud, searched or copied.
  teams: { backgroundColor: '#5b5fc7', '::before': { content: '"T"' } },
  mattermost: { backgroundColor: '#1c58d9', '::before': { content: '"M"' } },
});

interface Properties {
  readonly service: Service;
  readonly size?: 'small' | 'medium' | 'large';
  /** The text for hovering and screen readers; the service's name by default, nothing if ''. */
  readonly note?: string;
}

export const ServiceMark = ({ service, size = 'medium', note = serviceName(service) }: Properties) => {
  const styles = useStyles();
  return (
    <span
      {...(note === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': note, title: note })}
      className={mergeClasses(styles.mark, styles[service], size !== 'medium' && styles[size])}
    />
  );
};
