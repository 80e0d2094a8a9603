/** What the command for the links says. */
import type { LinkReport, LinkShare } from '../links/link-report.ts';
import { say } from './say.ts';

export const noLinks = (): string => say('links.none');

/** One link, a few lines. Reasons are codes. */
export const linkLines = (report: LinkReport): readonly string[] => {
  const { madeBy, byRelay, byAuthors, waiting } = report;
  const waits = report.waits.join(', ');
  const failed = countsOf(report.failed);
  const left = countsOf(report.left);
  return [
    say('links.pair', {
      mattermost: report.mattermost ?? say('links.unseen'),
      teams: report.teams ?? say('links.unseen'),
      health: healthOf(report),
    }),
    madeBy === null ? say('links.made-by-unknown') : say('links.made-by', { name: madeBy }),
    ...shareLine(report.share),
    say('links.carried', { byRelay, byAuthors, waiting }),
    ...(waits === '' ? [] : [say('links.waits', { reasons: waits })]),
    ...(failed === '' ? [] : [say('links.failed', { counts: failed })]),
    ...(left === '' ? [] : [say('links.left', { counts: left })]),
  ];
};

const shareLine = (told: LinkShare | null): readonly string[] => {
  if (told === null) return [];
  const { share, of, holder } = told;
  switch (holder.kind) {
    case 'this':
      return [say('links.share.this', { share, of })];
    case 'other':
      return [say('links.share.other', { share, of, relay: holder.relay })];
    case 'nobody':
      return [say('links.share.nobody', { share, of })];
  }
};

const countsOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');

const healthOf = ({ health, carried }: LinkReport): string => {
  switch (health) {
    case 'good':
      return carried ? say('links.health.good') : say('links.health.idle');
    case 'unchecked':
      return say('links.health.unchecked');
    case 'right-lost':
      return say('links.health.right-lost');
    case 'contradicts':
      return say('links.health.contradicts');
    case 'teams-side-missing':
      return say('links.health.teams-side-missing');
    case 'mattermost-side-missing':
      return say('links.health.mattermost-side-missing');
  }
};
