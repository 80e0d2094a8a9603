/** Starts the sign-in page: it waits for main's questions and answers each of them. */
import { caughtEvent } from '../../preload/contract/caught.ts';
import type { Door } from '../../preload/contract/index.ts';
import { createAnswerer } from './answers.ts';
import { createClients } from './client.ts';

/** What the preload script put into this page. */
const { isthmus: door } = window as unknown as { readonly isthmus: Door<'signin'> };

const answer = createAnswerer(createClients(door), (place, error) => {
  // Harmless: main writes the log, and there is no other place to log that main did not answer.
  door.call('log:write', { event: caughtEvent(place, error), numbers: {} }).catch(() => undefined);
});

door.hear('signin:ask', ({ question, ask }) => {
  void answer(ask).then((given) => door.call('signin:answer', { question, answer: given }));
});

void door.call('signin:ready', {});
