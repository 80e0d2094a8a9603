/** What the user did on notifications: kept until the engine takes it, whose page may be starting anew at that moment. */
import type { NotificationAnswer } from '../../preload/contract/index.ts';

export interface NotificationAnswers {
  keep(answer: NotificationAnswer): void;
  /** What was kept, in order, each once. */
  take(): readonly NotificationAnswer[];
}

/** @param waits tells the engine page that there is something to take */
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
