/** How a refused choice is said. */
import type { Service } from '../../model/index.ts';
import type { ChoiceIntent, ChoiceIntentFailure } from '../../store/index.ts';
import { say } from '../words/catalogue/say.ts';
import { serviceName } from '../words/names.ts';

/** What was not changed, and why. */
export const refusedChoiceSentence = (
  kind: ChoiceIntent['kind'],
  failure: ChoiceIntentFailure,
  service: Service,
): string => {
  const sentence = say(`choices.refused.${kind}`, { service: serviceName(service) });
  switch (failure.kind) {
    case 'no-right':
      return say('choices.refused.no-right', { sentence });
    case 'gone':
      return say('choices.refused.gone', { sentence });
    case 'refused':
      return failure.code === '' ? sentence : say('choices.refused.code', { sentence, code: failure.code });
  }
};
