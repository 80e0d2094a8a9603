/** A timeline without messages: still reading, still being fetched, really empty, or unreadable. */
import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Timeline } from '../timeline/timeline.ts';
import { setbackSentence } from '../words/setback-sentences.ts';
import type { TopState } from './timeline-top.tsx';
import { say } from '../words/catalogue/say.ts';

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
  // The database answers within a frame or two, so a message would only flicker.
  if (kind === 'reading') return <div className={styles.empty} />;
  const [title, advice] = kind === 'failed' ? unreadable() : wordsOf(top);
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

const unreadable = (): readonly [title: string, advice: string] => [
  say('timeline.unreadable.title'),
  say('timeline.unreadable.advice'),
];

const wordsOf = (top: TopState): readonly [title: string, advice: string] => {
  switch (top) {
    case 'loading':
      return [say('timeline.loading.title'), say('timeline.loading.advice')];
    case 'beginning':
      return [say('timeline.beginning.title'), say('timeline.beginning.advice')];
    case 'limited':
      return [say('timeline.limited.title'), say('timeline.limited')];
    case 'waiting':
      return [say('timeline.waiting.title'), say('timeline.waiting.advice')];
    default:
      return [say('timeline.set-back.title'), setbackSentence({ what: 'history', reason: top })];
  }
};
