/** All followers of the mirror, in the order in which it calls them. */
import { bridgeFollower } from './bridge/follow/bridge-follower.ts';
import { choiceFollower } from './choices/choice-follower.ts';
import type { Follower } from './follower.ts';
import { noticeFollower } from './notify/notice-follower.ts';
import { peopleFollower } from './people/people-follower.ts';
import { relayFollower } from './relay/relay-follower.ts';
import { sendingFollower } from './sending/sending-follower.ts';

export const followers: readonly Follower[] = [
  peopleFollower,
  bridgeFollower,
  sendingFollower,
  noticeFollower,
  choiceFollower,
  relayFollower,
];
