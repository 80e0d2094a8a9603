import { expect, it } from 'vitest';
import { visible } from './program.ts';

it('a name with control characters neither steers the terminal nor makes lines', () => {
  expect(visible('Ada\u001b[2J\nTHE RELAY HAS ENDED\u009b1m\u2028')).toBe(
    'Ada\ufffd[2J\ufffdTHE RELAY HAS ENDED\ufffd1m\ufffd',
  );
  expect(visible('Größe – 東京')).toBe('Größe – 東京');
});
