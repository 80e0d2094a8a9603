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
  },
  small: { width: '14px', height: '14px', fontSize: '9px', lineHeight: '14px' },
  large: { width: '32px', height: '32px', fontSize: '18px', borderRadius: tokens.borderRadiusMedium },
  teams: { backgroundColor: '#5b5fc7' },
  mattermost: { backgroundColor: '#1c58d9' },
});

interface Properties {
  readonly service: Service;
  readonly size?: 'small' | 'medium' | 'large';
  /** What hovering and screen readers are told; the service's name when not given. */
  readonly note?: string;
}

export const ServiceMark = ({ service, size = 'medium', note = serviceName(service) }: Properties) => {
  const styles = useStyles();
  return (
    <span
      role="img"
      aria-label={note}
      title={note}
      className={mergeClasses(styles.mark, styles[service], size !== 'medium' && styles[size])}
    >
      {service === 'teams' ? 'T' : 'M'}
    </span>
  );
};
