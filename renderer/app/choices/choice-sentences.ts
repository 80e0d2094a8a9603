/** How a refused choice is said. */
import type { Service } from '../../model/index.ts';
import type { ChoiceIntentFailure, RefusedChoice } from '../../store/index.ts';
import { say } from '../words/catalogue/say.ts';
import { isolated, serviceName } from '../words/names.ts';

/** What was not changed, of which conversation, and why. `name`: null if the conversation is not here any more. */
export const refusedChoiceSentence = (
  kind: RefusedChoice['kind'],
  failure: ChoiceIntentFailure,
  service: Service,
  name: string | null,
): string => {
  const sentence = unchanged(kind, {
    service: serviceName(service),
    name:
      name === null ? say('choices.refused.no-name') : say('choices.refused.name', { name: isolated(name) }),
  });
  switch (failure.kind) {
    case 'no-right':
      return say('choices.refused.no-right', { sentence });
    case 'gone':
      // Unread begins at a message.
      return kind === 'unread'
        ? say('choices.refused.gone-message', { sentence })
        : say('choices.refused.gone', { sentence });
    case 'refused':
      return failure.code === '' ? sentence : say('choices.refused.code', { sentence, code: failure.code });
  }
};

const unchanged = (
  kind: RefusedChoice['kind'],
  of: { readonly service: string; readonly name: string },
): string => {
  switch (kind) {
    case 'favour':
      return say('choices.refused.favour', of);
    case 'mute':
      return say('choices.refused.mute', of);
    case 'hide':
      return say('choices.refused.hide', of);
    case 'unread':
      return say('choices.refused.unread', of);
  }
};
