/** At the end of a message's row in a linked conversation: on which service it was written, and a tick when it is on the other one too. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons';
import type { Service } from '../../model/index.ts';
import { ServiceMark } from '../list/ServiceMark.tsx';
import { serviceName } from '../words/names.ts';
import type { Carry } from './carry.ts';

const useStyles = makeStyles({
  where: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: '4px',
    height: '21px',
    alignSelf: 'start',
    color: tokens.colorNeutralForeground3,
    userSelect: 'none',
  },
  tick: { fontSize: '14px' },
});

export const WhereWritten = ({ service, carry }: { service: Service; carry: Carry | undefined }) => {
  const styles = useStyles();
  const carried = carry?.kind === 'carried' ? `Carried to ${serviceName(carry.to)}` : null;
  return (
    <span className={styles.where} data-side-where>
      {carried !== null && (
        <CheckmarkRegular className={styles.tick} role="img" aria-label={carried} title={carried} />
      )}
      <ServiceMark service={service} size="small" note={`Written in ${serviceName(service)}`} />
    </span>
  );
};
