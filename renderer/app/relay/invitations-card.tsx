/** Whom the relay has invited to connect, what became of it, and why others were not invited yet. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { notInvited, type InvitationsNote } from '../../store/index.ts';
import { say } from '../words/catalogue/say.ts';
import { invitableWords, listRefusedSentence, notInvitedWords } from '../words/relay/invitation-sentences.ts';
import { english } from '../words/locale.ts';
import { isolated } from '../words/names.ts';
import { FigureList } from './figure-list.tsx';
import { RelayCard } from './relay-card.tsx';
import { usePartStyles } from './use-part-styles.ts';

const useStyles = makeStyles({
  problem: { overflowWrap: 'anywhere', color: tokens.colorStatusWarningForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

type Shown = Exclude<InvitationsNote, { readonly kind: 'nobody' }>;

export const InvitationsCard = ({ note }: { readonly note: Shown }) => {
  const styles = useStyles();
  const parts = usePartStyles();
  if (note.kind === 'list-refused')
    return (
      <RelayCard title={say('relay.invitations')}>
        <Text className={styles.problem} data-testid="relay-invitations">
          {listRefusedSentence(note.why, isolated(note.file))}
        </Text>
      </RelayCard>
    );
  const { state, list } = note;
  const { open, limit, connected, declined, notDelivered, reasons } = state;
  const others = notInvited
    .map((why) => ({ name: notInvitedWords(why), count: reasons[why] }))
    .filter(({ count }) => count > 0);
  return (
    <RelayCard title={say('relay.invitations')} about={invitableWords(state)}>
      {list !== null && list.leftOut > 0 && (
        <Text className={styles.problem}>
          {say('relay.invitations.left-out', {
            ...{ count: list.leftOut, file: isolated(list.file) },
            lines: english.list(list.lines.map((line) => english.number(line))),
          })}
        </Text>
      )}
      <div className={parts.parts} data-testid="relay-invitations">
        <div>
          <h3 className={parts.title}>{say('relay.invitations.sent')}</h3>
          <FigureList
            figures={[
              { name: say('relay.invitations.open', { limit }), count: open },
              { name: say('relay.invitations.connected'), count: connected },
              { name: say('relay.invitations.declined'), count: declined },
              { name: say('relay.invitations.not-delivered'), count: notDelivered },
            ]}
          />
        </div>
        <div>
          <h3 className={parts.title}>{say('relay.invitations.not')}</h3>
          {others.length === 0 ? (
            <Text className={styles.quiet}>{say('relay.invitations.not.nobody')}</Text>
          ) : (
            <FigureList figures={others} />
          )}
        </div>
      </div>
    </RelayCard>
  );
};
