import { beforeEach, expect, it } from 'vitest';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { World } from '../../connectors/world.ts';
import { failed, succeeded, type Result, type ServiceFailure } from '../../model/index.ts';
import { MirrorRun } from './run.ts';
import { VitalCheck } from './vital-check.ts';

const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 503 };

const time = new VirtualTime(0);
let run: MirrorRun;
let asked: number;
let met: ServiceFailure[];
let logged: string[];
const checkOf = (vital: () => Result<null>, isWanted = true): VitalCheck =>
  new VitalCheck({
    world: {
      ...({} as World),
      now: time.now,
      after: time.after,
      random: () => 0.5,
      log: (event) => logged.push(event),
    },
    connector: {
      vital: () => {
        asked += 1;
        return Promise.resolve().then(vital);
      },
    },
    run,
    isWanted: () => isWanted,
    onFailed: (failure) => met.push(failure),
  });
beforeEach(() => {
  run = new MirrorRun();
  run.begin();
  asked = 0;
  met = [];
  logged = [];
});

it('the check asks once, within a second, and reports the failure', async () => {
  const check = checkOf(() => failed(down));
  const start = time.now();
  check.want();
  check.want();
  await time.during(check.idle());
  expect([time.now() - start, asked, met]).toEqual([500, 1, [down]]);
});

it('the check reports nothing if the service works', async () => {
  const check = checkOf(() => succeeded(null));
  check.want();
  await time.during(check.idle());
  expect([asked, met]).toEqual([1, []]);
});

it('the check sends nothing if the connection is back, the mirror has stopped, or it was cancelled', async () => {
  const back = checkOf(() => failed(down), false);
  back.want();
  await time.during(back.idle());
  const check = checkOf(() => failed(down));
  check.want();
  run.end();
  await time.during(check.idle());
  run.begin();
  check.want();
  check.cancel();
  await time.during(check.idle());
  expect([asked, met]).toEqual([0, []]);
});

it('a connector that throws has given a broken answer, and the log says where', async () => {
  const check = checkOf(() => {
    throw new TypeError('wrong');
  });
  check.want();
  await time.during(check.idle());
  expect(met).toMatchObject([{ kind: 'offline', reason: 'broken-answer' }]);
  expect(logged).toEqual([expect.stringContaining('connector-call')]);
});
