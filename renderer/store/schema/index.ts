/**
 * The schema, step by step. A step's place in this list is its version, from 1. A released step is never edited, moved or removed. A new
 * step goes to the end of the list, in a file of its own, with its test beside it (test/house/schema.test.ts).
 */
import type { Dexie } from 'dexie';
import { attemptsStep } from './carrying/attempts.ts';
import { carryPauseStep } from './carrying/carry-pause.ts';
import { carryingStep } from './carrying/carrying.ts';
import { claimsIndexStep } from './carrying/claims-index.ts';
import { commandsStep } from './commands.ts';
import { customEmojiStep } from './custom-emoji.ts';
import { draftPartsStep } from './draft-parts.ts';
import { draftsStep } from './drafts.ts';
import { intentKindsStep } from './intent-kinds.ts';
import { linksByPeopleStep } from './carrying/links-by-people.ts';
import { mirrorStep } from './mirror.ts';
import { noticeSettingsStep } from './notice-settings.ts';
import { noticeTimesStep } from './notice-times.ts';
import { noticesStep } from './notices.ts';
import { outboxLanesStep } from './carrying/outbox-lanes.ts';
import { ownChoicesStep } from './own-choices.ts';
import { photosStep } from './photos.ts';
import { presencesStep } from './presences.ts';
import { readPlacesStep } from './read-places.ts';
import { repliesStep } from './replies.ts';
import { sendingIntentsStep } from './sending-intents.ts';
import { setbacksStep } from './setbacks.ts';
import type { SchemaStep } from '../schema-step.ts';
import { twinsStep } from './carrying/twins.ts';
import { writtenByStep } from './written-by.ts';

export const schemaSteps: readonly SchemaStep[] = [
  mirrorStep,
  carryingStep,
  linksByPeopleStep,
  readPlacesStep,
  setbacksStep,
  claimsIndexStep,
  twinsStep,
  outboxLanesStep,
  attemptsStep,
  presencesStep,
  repliesStep,
  writtenByStep,
  draftsStep,
  sendingIntentsStep,
  noticesStep,
  ownChoicesStep,
  noticeSettingsStep,
  draftPartsStep,
  photosStep,
  customEmojiStep,
  noticeTimesStep,
  intentKindsStep,
  commandsStep,
  carryPauseStep,
];

/** Declares these steps on a database that is not open yet. */
export const declareSchema = (database: Dexie, steps: readonly SchemaStep[] = schemaSteps): void => {
  for (const [at, { stores, upgrade }] of steps.entries()) {
    const version = database.version(at + 1).stores({ ...stores });
    if (upgrade) version.upgrade(upgrade);
  }
};
