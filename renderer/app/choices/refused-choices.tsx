/** Choices that a service refused, until the user has seen it. */
import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { ConversationId } from '../../model/index.ts';
import { readRefusedChoices, seenChoiceRefusals } from '../../store/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { query } from '../queries/query.ts';
import { say } from '../words/catalogue/say.ts';
import { conversationName } from '../words/names.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import { refusedChoiceSentence } from './choice-sentences.ts';

const refusedChoices = query('refused-choices', ['intents'], readRefusedChoices);

interface Properties {
  readonly directory: Pick<Directory, 'accounts' | 'all' | 'people'>;
}

export const RefusedChoices = ({ directory: { accounts, all, people } }: Properties) => {
  const { database } = useWorld();
  const keep = useKeep();
  const refused = useQuery(refusedChoices) ?? [];
  const nameOf = (wanted: ConversationId): string | null => {
    const conversation = all.find(({ id }) => id === wanted);
    const me = accounts.find(({ id }) => id === conversation?.accountId)?.me ?? null;
    return conversation ? conversationName(conversation, people, me) : null;
  };
  return refused.flatMap((row) => {
    const account = accounts.find(({ id }) => id === row.accountId);
    if (!account) return [];
    return [
      <MessageBar key={row.id} intent="error" data-testid="refused-choice">
        <MessageBarBody>
          {refusedChoiceSentence(row.kind, row.failure, account.service, nameOf(row.conversationId))}
        </MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              icon={<DismissRegular />}
              aria-label={say('action.close')}
              onClick={() => void keep('refusal-seen', seenChoiceRefusals(database, [row]))}
            />
          }
        />
      </MessageBar>,
    ];
  });
};
