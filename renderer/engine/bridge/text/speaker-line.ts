/** The line that names the author of a copy which somebody else's account writes. It stands before everything else. */
import type { Speaker } from '../../../connectors/writing.ts';
import { speakerName } from '../../../text/speaker-name.ts';
import {
  type Block,
  type Inline,
  markBits,
  paragraph,
  runsOf,
  textInline,
} from '../../../text/document/index.ts';
import { webAddress } from '../../../text/web-address.ts';

/** UTF-16 units of a name that are shown. */
const longestName = 128;

/** The author's name in strong letters, as a link to the original message where that has an address. It mentions nobody. */
export const speakerLine = ({ name, place }: Pick<Speaker, 'name' | 'place'>): Block => {
  const said: Inline = { kind: 'strong', children: [textInline(speakerName(name, longestName))] };
  const url = webAddress(place);
  return paragraph(url === null ? said : { kind: 'link', url, title: '', children: [said] });
};

/** Whether a block is one line in strong letters, as `speakerLine` is. A service may nest the link and the letters in another way. */
export const isStrongLine = (block: Block): boolean =>
  block.kind === 'paragraph' &&
  runsOf(block.children).every(({ leaf, marks }) => leaf.kind !== 'break' && (marks & markBits.strong) !== 0);
