/** A timeline without a message: still reading, still being fetched, truly empty, or unreadable. */
import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Timeline } from './timeline/timeline.ts';
import { setbackSentence } from '../words/setback-sentences.ts';
import type { TopState } from './timeline-top.tsx';

const useStyles = makeStyles({
  empty: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '6px',
    padding: '24px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
  },
});

interface Properties {
  readonly kind: Timeline['kind'];
  readonly top: TopState;
  readonly onNearTop: (near: boolean) => void;
}

export const TimelineEmpty = ({ kind, top, onNearTop }: Properties) => {
  const styles = useStyles();
  useEffect(() => onNearTop(true), [onNearTop]);
  // The database answers within a frame or two: saying so would only flicker.
  if (kind === 'reading') return <div className={styles.empty} />;
  const [title, advice] = kind === 'failed' ? unreadable : wordsOf(top);
  return (
    <div className={styles.empty} role="status">
      {top === 'loading' && kind !== 'failed' && <Spinner size="small" aria-hidden />}
      <Text weight="semibold">{title}</Text>
      {advice !== '' && (
        <Text size={200} align="center">
          {advice}
        </Text>
      )}
    </div>
  );
};

const unreadable = [
  'These messages cannot be read from the disk.',
  'Restart Isthmus; if that does not help, the mirror is rebuilt.',
] as const;

const wordsOf = (top: TopState): readonly [title: string, advice: string] => {
  switch (top) {
    case 'loading':
      return ['Fetching messages…', 'The newest come first.'];
    case 'beginning':
      return ['No messages yet', 'When somebody writes, it appears here.'];
    case 'limited':
      return [
        'Nothing recent',
        'Older messages stay on the server: they lie before the time that Isthmus mirrors.',
      ];
    case 'waiting':
      return ['No messages on this computer yet', 'They follow as soon as the service can be reached.'];
    default:
      return ['This conversation cannot be read just now', setbackSentence({ what: 'history', reason: top })];
  }
};
