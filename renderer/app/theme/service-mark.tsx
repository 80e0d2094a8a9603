/** A small mark that tells the service apart without borrowing its logo. */
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
  // The letter is drawn, not written: it is no word of what it stands beside, for those who listen, search or copy.
  teams: { backgroundColor: '#5b5fc7', '::before': { content: '"T"' } },
  mattermost: { backgroundColor: '#1c58d9', '::before': { content: '"M"' } },
});

interface Properties {
  readonly service: Service;
  readonly size?: 'small' | 'medium' | 'large';
  /** What hovering and screen readers are told; the service's name when not given, nothing when ''. */
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
