/** A parser of HTML whose time is linear in the length, whatever the HTML holds. */
import { Parser } from 'htmlparser2';

/** What is told of the HTML, in its order. */
export interface HtmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Blink nests no deeper either (`kMaximumHTMLParserDOMTreeDepth`). */
const deepest = 512;

/**
 * htmlparser2 keeps its open elements in an array that it shifts with every tag, so a body of nothing but `<div>` would cost the square
 * of its length. Beyond `deepest` an element is closed as soon as it is opened: its text and its line break stay.
 */
export class ShallowParser extends Parser {
  #depth = 0;
  #tooDeep = false;

  constructor(reader: HtmlReader) {
    super(
      {
        onopentag: (name, attributes) => {
          this.#depth += 1;
          reader.open(name, attributes);
        },
        ontext: (text) => reader.text(text),
        onclosetag: (name) => {
          this.#depth -= 1;
          reader.close(name);
        },
      },
      { decodeEntities: true, recognizeSelfClosing: true },
    );
  }

  /** Decided once a tag: the parser asks both before and after it tells of the open tag. */
  override onopentagname(start: number, end: number): void {
    this.#tooDeep = this.#depth >= deepest;
    super.onopentagname(start, end);
  }

  override onclosetag(start: number, end: number): void {
    this.#tooDeep = false;
    super.onclosetag(start, end);
  }

  protected override isVoidElement(name: string): boolean {
    return this.#tooDeep || super.isVoidElement(name);
  }
}
