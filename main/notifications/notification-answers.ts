/** The user's answers to notifications. They are kept until the engine takes them, because its page may be restarting at that moment. */
import type { NotificationAnswer } from '../../preload/contract/index.ts';

export interface NotificationAnswers {
  keep(answer: NotificationAnswer): void;
  /** Gives the kept answers in order, each once. */
  take(): readonly NotificationAnswer[];
}

/** @param waits tells the engine page that answers can be taken */
export function createNotificationAnswers(waits: () => void): NotificationAnswers {
  let kept: NotificationAnswer[] = [];
  return {
    keep: (answer) => {
      kept.push(answer);
      waits();
    },
    take: () => {
      const taken = kept;
      kept = [];
      return taken;
    },
  };
}
