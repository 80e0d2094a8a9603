import { describe, expect, it } from 'vitest';
import { emoticon, nameOfEmoticon } from './emoticons.ts';

const found = (text: string): (string | null)[] =>
  Array.from(text.matchAll(emoticon), ([sign]) => nameOfEmoticon(sign));

describe('emoticons of Mattermost', () => {
  it.each([
    [':) :-) ;) ;-)', ['slightly_smiling_face', 'slightly_smiling_face', 'wink', 'wink']],
    [':o :O :-o', ['open_mouth', 'open_mouth', 'scream']],
    [
      ':] :D :-d x-D :p :-P',
      ['smirk', 'smile', 'smile', 'stuck_out_tongue_closed_eyes', 'stuck_out_tongue', 'stuck_out_tongue'],
    ],
    [':[ :-@ :( :-(', ['rage', 'rage', 'slightly_frowning_face', 'slightly_frowning_face']],
    [":'( :`-( :’(", ['cry', 'cry', 'cry']],
    [':/ :s :| :-$ :-x', ['confused', 'confounded', 'neutral_face', 'flushed', 'mask']],
    ['<3 </3', ['heart', 'broken_heart']],
    ['(:)) fine:)', ['slightly_smiling_face']],
    [':):)', ['slightly_smiling_face', 'slightly_smiling_face']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
  it.each(['https://x.example', 'a:)', ':)b', '12:30', ':day', '<30', ':x', 'constructor'])(
    'are not read in %s',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
  it('are the only texts with an emoticon’s name', () => {
    expect(nameOfEmoticon('toString')).toBeNull();
    expect(nameOfEmoticon('')).toBeNull();
  });
});
