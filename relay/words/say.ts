/** Says a message of the relay's catalogue. */
import { speaker } from '../../words/speaker.ts';
import { messages } from './en.ts';

/** The language of the relay's words, as a BCP 47 tag. */
export const language = 'en';

export const { say } = speaker(messages, language);
