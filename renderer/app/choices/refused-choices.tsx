/** Choices that a service refused, until the user has seen it. */
import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { Account } from '../../model/index.ts';
import { readRefusedChoices, seenChoiceRefusals } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { say } from '../words/catalogue/say.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import { refusedChoiceSentence } from './choice-sentences.ts';

const refusedChoices = query('refused-choices', ['intents'], readRefusedChoices);

export const RefusedChoices = ({ accounts }: { accounts: readonly Account[] }) => {
  const { database, door } = useWorld();
  const refused = useQuery(refusedChoices) ?? [];
  return refused.flatMap((row) => {
    const account = accounts.find(({ id }) => id === row.accountId);
    if (row.failure === null || !account) return [];
    return [
      <MessageBar key={row.id} intent="error" data-testid="refused-choice">
        <MessageBarBody>{refusedChoiceSentence(row.kind, row.failure, account.service)}</MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              icon={<DismissRegular />}
              aria-label={say('action.close')}
              onClick={() => void seenChoiceRefusals(database, [row]).catch(caughtBy(door, 'refusal-seen'))}
            />
          }
        />
      </MessageBar>,
    ];
  });
};
