import { expect, it } from 'vitest';
import type { NotificationAnswer } from '../../preload/contract/index.ts';
import { createNotificationAnswers } from './notification-answers.ts';

const goal = { conversation: 'm/c', message: { id: 'm/c/1', thread: '', createdAt: 5 } };
const reply = (text: string): NotificationAnswer => ({ goal, answer: { kind: 'reply', text } });

it('the user’s answers are stored in order while no engine runs, and are taken once', () => {
  let told = 0;
  const answers = createNotificationAnswers(() => (told += 1));
  answers.keep(reply('one'));
  answers.keep({ goal, answer: { kind: 'read' } });
  answers.keep(reply('two'));
  expect(told).toBe(3);
  expect(answers.take()).toEqual([reply('one'), { goal, answer: { kind: 'read' } }, reply('two')]);
  expect(answers.take()).toEqual([]);
});
