import type { AnswerWords } from '../../../renderer/engine/relay/asked/answerer.ts';
import { textInline } from '../../../renderer/text/document/index.ts';
import { language, say } from '../say.ts';

/** What the bot writes to somebody who sent it a message's link. */
export const answer: AnswerWords = (asked) => {
  const text = (): string => {
    if (asked.kind === 'not-known') return say('answer.not-known');
    const service = asked.on === 'teams' ? say('service.teams') : say('service.mattermost');
    if (asked.reactions.length === 0) return say('answer.none', { service });
    const each = asked.reactions.map(({ emoji, name, count }) =>
      say('answer.one', { reaction: emoji ?? `:${name.replaceAll(':', '')}:`, count }),
    );
    return say('answer.counted', { service, reactions: new Intl.ListFormat(language).format(each) });
  };
  return { blocks: [{ kind: 'paragraph', children: [textInline(text())] }] };
};
