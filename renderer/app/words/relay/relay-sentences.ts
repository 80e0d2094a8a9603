/** How a relay stands, as sentences. */
import type { Service } from '../../../model/index.ts';
import type { LinkHealth } from '../../../relay-health/health.ts';
import type { LinkReport } from '../../../relay-health/link-reports.ts';
import type { OutboxState } from '../../../store/index.ts';
import { say } from '../catalogue/say.ts';

/** How a link of the relay stands. */
export const linkHealthSentence = ({ health, carried }: Pick<LinkReport, 'health' | 'carried'>): string =>
  health === 'good' ? (carried ? say('relay.link.good') : say('relay.link.idle')) : badLinkSentence(health);

const badLinkSentence = (health: Exclude<LinkHealth, 'good'>): string => {
  switch (health) {
    case 'unchecked':
      return say('relay.link.unchecked');
    case 'right-lost':
      return say('relay.link.right-lost');
    case 'contradicts':
      return say('relay.link.contradicts');
    case 'teams-side-missing':
      return say('relay.link.teams-side-missing');
    case 'mattermost-side-missing':
      return say('relay.link.mattermost-side-missing');
  }
};

/** What is meant by the number of rows in a state. */
export const outboxStateWords = (state: OutboxState['kind']): string => {
  switch (state) {
    case 'queued':
      return say('relay.outbox.queued');
    case 'uploading':
      return say('relay.outbox.uploading');
    case 'sending':
      return say('relay.outbox.sending');
    case 'waiting':
      return say('relay.outbox.waiting');
    case 'failed':
      return say('relay.outbox.failed');
    case 'discarded':
      return say('relay.outbox.discarded');
  }
};

/** Whereto what was written on this service is carried. */
export const directionWords = (from: Service): string =>
  from === 'mattermost' ? say('relay.today.to-teams') : say('relay.today.to-mattermost');

/** For how long, in the largest unit of which there are two. */
export const ageWords = (seconds: number): string => {
  if (seconds < 120) return say('relay.age.seconds', { count: Math.round(seconds) });
  if (seconds < 7_200) return say('relay.age.minutes', { count: Math.round(seconds / 60) });
  if (seconds < 172_800) return say('relay.age.hours', { count: Math.round(seconds / 3_600) });
  return say('relay.age.days', { count: Math.round(seconds / 86_400) });
};
