/** A question above a linked chat without a choice: whether to carry it. Linked channels are carried without a question. */
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowSwapRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Pair } from '../pairs/pairs.ts';
import { useLinkActions, useLinkIntents } from './use-link-intents.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    flexShrink: 0,
    padding: '6px 16px 6px 20px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  icon: { fontSize: '18px', flexShrink: 0, color: tokens.colorBrandForeground1 },
  text: { flexGrow: 1, flexBasis: '220px' },
  buttons: { display: 'flex', gap: '4px' },
});

export const CarryQuestion = ({ pair }: { pair: Pair }) => {
  const styles = useStyles();
  const { door } = useWorld();
  const { carry } = useLinkActions();
  const intents = useLinkIntents();
  const [answered, setAnswered] = useState(false);
  const { link, mattermost } = pair;
  const asked =
    intents?.some((intent) => intent.kind === 'carry' && intent.linkId === link.id && !intent.failure) ??
    true;
  const isChat = mattermost.kind === 'direct' || mattermost.kind === 'group';
  const wanted = link.choice === 'default' && !link.carried && link.standing.kind === 'good' && isChat;
  if (!wanted || asked || answered) return null;
  const answer = (carried: boolean): void => {
    setAnswered(true);
    // A full disk: it is asked again.
    carry(link, mattermost.accountId, carried).catch((error: unknown) => {
      logCaught(door, 'carry-answer', error);
      setAnswered(false);
    });
  };
  return (
    <div
      className={styles.bar}
      role="region"
      aria-label={say('link.carry-question.label')}
      data-testid="carry-question"
    >
      <ArrowSwapRegular className={styles.icon} aria-hidden />
      <Text className={styles.text}>{say('link.carry-question.text')}</Text>
      <div className={styles.buttons}>
        <Button size="small" appearance="primary" onClick={() => answer(true)}>
          {say('link.carry-question.yes')}
        </Button>
        <Button size="small" appearance="subtle" onClick={() => answer(false)}>
          {say('link.carry-question.no')}
        </Button>
      </div>
    </div>
  );
};
