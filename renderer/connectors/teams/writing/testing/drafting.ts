/** For tests of writing: a draft, and a connector with a script that records what it sends. */
import { type CarryKey } from '../../../../model/index.ts';
import { paragraph, textInline, type Document } from '../../../../text/document/index.ts';
import type { Draft, WritingCapability } from '../../../writing.ts';
import { channelConversationId, chatConversationId } from '../../ids.ts';
import type { JsonRecord } from '../../graph/json.ts';
import { createScripted, type Script, type Scripted } from '../../testing/scripted.ts';
import { testAccount } from '../../testing/test-world.ts';

export const never = new AbortController().signal;
export const chat = chatConversationId(testAccount, '19:c');
export const channel = channelConversationId(testAccount, 't', '19:k');
export const stamp = { key: 'key' as CarryKey, note: null };

export const saying = (text: string): Document => ({ blocks: [paragraph(textInline(text))] });

export const draft = (more: Partial<Draft> = {}): Draft => ({
  document: saying('hello'),
  subject: null,
  importance: 'normal',
  threadId: '',
  quotes: null,
  files: [],
  ...more,
});

export interface ScriptedWriting extends Scripted {
  readonly writing: WritingCapability;
  /** The JSON that was sent with the last request of this method. */
  readonly sent: (method: 'POST' | 'PATCH') => Promise<JsonRecord>;
}

export const scriptedWriting = (script: Script): ScriptedWriting => {
  const made = createScripted(script);
  const { writing } = made.connector;
  if (!writing) throw new Error('Teams can write');
  return {
    ...made,
    writing,
    sent: async (method) => {
      const request = made.world.requests.findLast((one) => one.method === method);
      return (await request?.clone().json()) as JsonRecord;
    },
  };
};

/** Graph's answer to an act that worked. */
export const noContent = (): Response => new Response(null, { status: 204 });
