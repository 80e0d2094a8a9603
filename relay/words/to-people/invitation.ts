import type { InviteWords } from '../../../renderer/engine/relay/inviter.ts';
import { type Block, textInline } from '../../../renderer/text/document/index.ts';
import { language, say } from '../say.ts';

const paragraph = (text: string): Block => ({ kind: 'paragraph', children: [textInline(text)] });

/** What the bot writes to somebody who has not connected. `installUrl`: where they get Isthmus. */
export const invitation =
  (installUrl: string): InviteWords =>
  ({ messages, places }) => {
    const list = new Intl.ListFormat(language).format(places);
    return {
      blocks: [
        paragraph(say('invite.relayed', { messages: String(messages) })),
        ...(places.length === 0 ? [] : [paragraph(say('invite.places', { places: list }))]),
        paragraph(say('invite.changes')),
        {
          kind: 'paragraph',
          children: [
            { kind: 'link', url: installUrl, title: '', children: [textInline(say('invite.install'))] },
          ],
        },
        paragraph(say('invite.ask')),
        paragraph(say('invite.leave')),
      ],
    };
  };
