/** If a message cannot be drawn, shows a note in its place, so that the rest of the window stays. */
import { Component, type ReactNode } from 'react';
import { say } from '../words/catalogue/say.ts';

interface Properties {
  readonly children: ReactNode;
  /** The message's version. A new version is tried again. A drawn message is not made again, so that it keeps the focus. */
  readonly version: number;
}

interface GuardState {
  readonly failed: boolean;
  readonly version: number;
}

/** A class, because React offers no other way to catch what a child throws. */
export class RowGuard extends Component<Properties, GuardState> {
  override state: GuardState = { failed: false, version: this.props.version };

  static getDerivedStateFromError(): Pick<GuardState, 'failed'> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ version }: Properties, state: GuardState): GuardState | null {
    return state.version === version ? null : { failed: false, version };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <div style={{ padding: '4px 71px', fontStyle: 'italic' }}>{say('message.not-shown')}</div>
    ) : (
      this.props.children
    );
  }
}
