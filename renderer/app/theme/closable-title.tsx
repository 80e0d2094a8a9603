/** The title of a dialog, with the button that closes it. */
import { Button, DialogTitle } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { say } from '../words/catalogue/say.ts';

interface Properties {
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A child of a `DialogBody`. */
export const ClosableTitle = ({ close, children }: Properties) => (
  <DialogTitle
    action={
      <Button
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={say('action.close')}
        title={say('action.close')}
        onClick={close}
      />
    }
  >
    {children}
  </DialogTitle>
);
