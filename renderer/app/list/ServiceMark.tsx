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
  large: { width: '32px', height: '32px', fontSize: '18px', borderRadius: tokens.borderRadiusMedium },
  teams: { backgroundColor: '#5b5fc7' },
  mattermost: { backgroundColor: '#1c58d9' },
});

export const ServiceMark = ({ service, large = false }: { service: Service; large?: boolean }) => {
  const styles = useStyles();
  return (
    <span
      role="img"
      aria-label={serviceName(service)}
      title={serviceName(service)}
      className={mergeClasses(styles.mark, styles[service], large && styles.large)}
    >
      {service === 'teams' ? 'T' : 'M'}
    </span>
  );
};
