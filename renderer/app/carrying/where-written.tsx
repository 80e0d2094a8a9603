/**
 * Signs beside a message's time in a linked conversation: the service on which it was written, a tick if the user's message is on the other
 * one too, and a sign if it is on this one only.
 */
import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons';
import type { Service } from '../../model/index.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { aloneWords } from '../words/carry-sentences.ts';
import { serviceName } from '../words/names.ts';
import type { Carry } from './carry.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  where: {
    display: 'inline-flex',
    alignItems: 'center',
    alignSelf: 'center',
    gap: '4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    color: tokens.colorNeutralForeground3,
    userSelect: 'none',
  },
  tick: { fontSize: '14px' },
});

interface Properties {
  readonly service: Service;
  readonly carry: Carry | undefined;
  /** Whether to say that the message is on this side only. */
  readonly alone: Extract<Carry, { kind: 'alone' }> | null;
}

export const WhereWritten = ({ service, carry, alone }: Properties) => {
  const styles = useStyles();
  const carried =
    carry?.kind === 'carried' ? say('carry.carried-to', { service: serviceName(carry.to) }) : null;
  return (
    <span className={styles.where} data-side-where>
      <ServiceMark
        service={service}
        size="small"
        note={say('carry.written-in', { service: serviceName(service) })}
      />
      {carried !== null && (
        <CheckmarkRegular className={styles.tick} role="img" aria-label={carried} title={carried} />
      )}
      {alone && <Alone {...aloneWords(alone.on, alone.why)} />}
    </span>
  );
};

const Alone = ({ short, full }: ReturnType<typeof aloneWords>) => (
  <>
    <span title={full} aria-hidden data-testid="alone">
      {short}
    </span>
    <OnlyHeard>{full}</OnlyHeard>
  </>
);
