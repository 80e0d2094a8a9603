/** Says in its place that what the user wanted was refused by the disk. */
import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useContext } from 'react';
import { say } from '../words/catalogue/say.ts';
import { BeginKeepingContext, NotKeptContext } from './keeping-place.tsx';
import type { NotKeptReason } from './last-refusal.ts';

const notKeptSentence = (reason: NotKeptReason): string => {
  switch (reason) {
    case 'disk-full':
      return say('keeping.disk-full');
    case 'not-kept':
      return say('keeping.not-kept');
  }
};

export const NotKept = () => {
  const refused = useContext(NotKeptContext);
  const begin = useContext(BeginKeepingContext);
  if (refused === null) return null;
  return (
    <MessageBar intent="error" layout="multiline" role="alert" data-testid="not-kept">
      <MessageBarBody>{notKeptSentence(refused)}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            icon={<DismissRegular />}
            aria-label={say('action.close')}
            onClick={() => begin()(null)}
          />
        }
      />
    </MessageBar>
  );
};
