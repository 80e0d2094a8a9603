/** Keeps a message that cannot be drawn from taking the window with it: says so in its place. */
import { Component, type ReactNode } from 'react';
import { say } from '../words/catalogue/say.ts';

interface Properties {
  readonly children: ReactNode;
}

/** A class, because React offers no other way to catch what a child throws. A new version of the message is tried anew (key). */
export class RowGuard extends Component<Properties, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <div style={{ padding: '4px 71px', fontStyle: 'italic' }}>{say('message.not-shown')}</div>
    ) : (
      this.props.children
    );
  }
}
