/** The shared part of the contract tests: a new fixture and scene for each test, and the settings on which a test depends. */
import { afterEach, beforeEach, type TestContext } from 'vitest';
import { makeScene, type Fixture, type Json, type OpenFixture, type Scene } from './fixture.ts';
import { settingName } from '../config.ts';
import type { MattermostSettings } from '../settings.ts';

export interface PostList {
  readonly order: readonly string[];
  readonly posts: Readonly<Record<string, Json>>;
  readonly next_post_id: string;
  readonly prev_post_id: string;
  readonly has_next?: boolean;
}

export interface Stage {
  readonly fixture: Fixture;
  readonly scene: Scene;
  /** Ada writes in the lobby. */
  readonly write: (message: string, more?: Json) => Promise<Json>;
  /** Sets the settings of the test. If settings may not be changed and are different, the test is skipped. */
  readonly needs: (context: TestContext, settings: Partial<MattermostSettings>) => void;
  /** Lets time pass. Skips the test if the clock is real. */
  readonly pass: (context: TestContext, ms: number) => Promise<void>;
}

/** Opens a fixture and makes a scene before each test of the enclosing `describe`. `needed`: the settings for all of its tests. */
export const stage = (open: OpenFixture, needed: Partial<MattermostSettings> = {}): Stage => {
  let fixture: Fixture | null = null;
  let scene: Scene | null = null;
  const there = <Value>(value: Value | null): Value => {
    if (value === null) throw new Error('used outside a test');
    return value;
  };
  const needs: Stage['needs'] = (context, settings) => {
    const { configure, settings: present } = there(fixture);
    if (configure) {
      configure(settings);
      return;
    }
    for (const [name, value] of Object.entries(settings)) {
      const is: unknown = present[name as keyof MattermostSettings];
      if (is !== value)
        context.skip(
          `needs the server setting ${settingName(name)} to be ${JSON.stringify(value)}; it is ${JSON.stringify(is ?? null)}`,
        );
    }
  };
  beforeEach(async (context) => {
    fixture = await open();
    // Before the scene: a test that is left out makes nothing.
    needs(context, needed);
    scene = await makeScene(fixture);
  });
  afterEach(async () => {
    await fixture?.close();
    fixture = null;
    scene = null;
  });
  return {
    get fixture() {
      return there(fixture);
    },
    get scene() {
      return there(scene);
    },
    write: (message, more = {}) =>
      there(scene).ada.post('/posts', { channel_id: there(scene).channelId, message, ...more }),
    needs,
    pass: async (context, ms) => {
      const { advance } = there(fixture);
      if (advance) await advance(ms);
      else context.skip(`needs ${ms / 1000} s to pass`);
    },
  };
};
