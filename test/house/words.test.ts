// @vitest-environment jsdom
// No word that people read is lost on the way: the copy of a message has every word that the original shows.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert } from '../../build/commands/try/convert.ts';
import { readTried, type Tried } from '../../build/commands/try/payload.ts';
import { shownText } from '../../build/commands/try/shown.ts';
import { chatMessages, posts } from './words/generated.ts';
import { caseInputs, contractInputs, corpusInputs, type Named } from './words/inputs.ts';
import { wordsShown } from './words/originals.ts';
import { missingIn, textOfHtml, textOfMarkdown, withoutSigns, wordsOf } from './words/words.ts';

/** The words that a message shows, in its service or on our screen, and its copy does not have. */
const lost = async (tried: Tried): Promise<string[]> => {
  const { message, people, carried } = await convert(tried);
  if (message === null || carried === null) return [];
  const copy =
    tried.service === 'mattermost'
      ? textOfHtml(carried, ['href', 'alt', 'title', 'src'])
      : // In code an entity is shown as it is written.
        `${textOfMarkdown(carried)}\n${carried}`;
  const onScreen = wordsOf(withoutSigns(shownText(message, people, tried.server)));
  // Everybody is called otherwise there, and a picture without words is called so by our own page.
  const own = wordsOf(
    ['picture', ...message.mentions.map(({ kind, text }) => (kind === 'everyone' ? text : ''))].join(' '),
  );
  return missingIn(copy, [...wordsShown(tried), ...onScreen]).filter((word) => !own.has(word));
};

const losses = async (inputs: readonly Named[]): Promise<Record<string, string[]>> => {
  const found: Record<string, string[]> = {};
  for (const [name, tried] of inputs) {
    const words = await lost(tried);
    if (words.length > 0) found[name] = words;
  }
  return found;
};

describe('the copy holds every word that the original shows', () => {
  it('for the inputs of cases', async () => {
    const inputs = caseInputs();
    expect(inputs.length).toBeGreaterThan(20);
    expect(await losses(inputs)).toEqual({});
  });
  it('for real conversations', async () => {
    const inputs = corpusInputs();
    expect(inputs.length).toBeGreaterThan(10);
    expect(await losses(inputs)).toEqual({});
  });
  it('for examples in the services’ documentation', async () => {
    const inputs = contractInputs();
    expect(inputs.length).toBeGreaterThan(3);
    expect(await losses(inputs)).toEqual({});
  });
  it.each([
    ['posts', posts],
    ['chatMessages', chatMessages],
  ])('for generated %s', async (_name, payloads) => {
    await fc.assert(
      fc.asyncProperty(payloads, async (payload) => {
        const read = readTried(JSON.stringify(payload));
        if (!read.ok) throw new Error(read.sentence);
        expect(await lost(read.value)).toEqual([]);
      }),
      { seed: 8, numRuns: 150 },
    );
  });
});

describe('lost text is named', () => {
  it('with the words of the payload', () => {
    const read = readTried(
      JSON.stringify({
        kind: 'post',
        message: 'a **boat** <here>',
        props: { attachments: [{ footer: 'tide' }] },
      }),
    );
    expect(read.ok && [...wordsShown(read.value)]).toEqual(['a', 'boat', 'here', 'tide']);
    const html = '<p>x<b>y</b><br>z</p><script>no</script>';
    expect([...wordsOf(textOfHtml(html))]).toEqual(['xy', 'z']);
    expect([...wordsOf(textOfMarkdown('\\*a\\* &#58;b H₂O'))]).toEqual(['a', 'b', 'h2o']);
    expect(missingIn('bo**at** z', ['boat', 'zz', 'z', 'bo'])).toEqual(['zz']);
    expect([...wordsOf(withoutSigns('x :tada: :D ```go\n'))]).toContain('x');
  });
});
