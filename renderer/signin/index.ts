/** Starts the sign-in page: waits for main's questions and answers each. */
import type { Door } from '../../preload/contract/index.ts';
import { createAnswerer } from './answers.ts';
import { createClients } from './client.ts';

/** What the preload script put into this page. */
const { isthmus: door } = window as unknown as { readonly isthmus: Door<'signin'> };

const answer = createAnswerer(createClients(door));

door.hear('signin:ask', ({ question, ask }) => {
  void answer(ask).then((given) => door.call('signin:answer', { question, answer: given }));
});

void door.call('signin:ready', {});
