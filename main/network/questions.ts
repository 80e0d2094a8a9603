/** Main's questions to the person about the network. The app page shows one question at a time until it is answered or withdrawn. */
import type { NetworkAnswer, NetworkQuestion } from '../../preload/contract/index.ts';

/** A question before it has its number. */
export type NewQuestion = NetworkQuestion extends infer Question
  ? Question extends NetworkQuestion
    ? Omit<Question, 'id'>
    : never
  : never;

/** The questions. */
export interface Questions {
  /** Resolves to the answer; null if the person gives none. Never rejects. */
  ask(question: NewQuestion): Promise<NetworkAnswer | null>;
  /** The question that is asked now; null for none. */
  current(): NetworkQuestion | null;
  /** The page's answer. An answer to a question that is not asked any more is ignored. */
  answer(id: number, answer: NetworkAnswer | null): void;
}

interface Asked {
  readonly question: NetworkQuestion;
  readonly resolve: (answer: NetworkAnswer | null) => void;
}

/** @param changed called with each new question, and with null if none is left */
export function createQuestions(changed: (question: NetworkQuestion | null) => void): Questions {
  const waiting: Asked[] = [];
  let last = 0;
  const current = (): NetworkQuestion | null => waiting[0]?.question ?? null;
  return {
    current,
    ask: (question) =>
      new Promise((resolve) => {
        last += 1;
        waiting.push({ question: { ...question, id: last }, resolve });
        if (waiting.length === 1) changed(current());
      }),
    answer: (id, answer) => {
      const [first] = waiting;
      if (first?.question.id !== id) return;
      waiting.shift();
      changed(current());
      first.resolve(answer);
    },
  };
}
