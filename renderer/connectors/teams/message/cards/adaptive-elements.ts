/**
 * Which members of an adaptive card's elements hold text (adaptivecards.io, schema 1.6, and Teams' own elements beside it). An element that
 * is not named here is read by `sharedTexts`.
 */

/** How one type of element is read. */
export interface ElementReading {
  /** Members that hold shown Markdown, in reading order. */
  readonly texts: readonly string[];
  /** Members that hold shown plain text. */
  readonly raw?: readonly string[];
}

export const elementReadings: Readonly<Partial<Record<string, ElementReading>>> = {
  AdaptiveCard: { texts: [] },
  Container: { texts: [] },
  Column: { texts: [] },
  ColumnSet: { texts: [] },
  ActionSet: { texts: [] },
  ImageSet: { texts: [] },
  Carousel: { texts: [] },
  CarouselPage: { texts: [] },
  TableRow: { texts: [] },
  TableCell: { texts: [] },
  TextBlock: { texts: ['text'] },
  CodeBlock: { texts: [], raw: ['codeSnippet'] },
  Badge: { texts: ['text'] },
  CompoundButton: { texts: ['badge', 'description'] },
  'Input.Text': { texts: ['label', 'placeholder', 'value'] },
  'Input.Number': { texts: ['label', 'placeholder', 'value'] },
  'Input.Date': { texts: ['label', 'placeholder', 'value'] },
  'Input.Time': { texts: ['label', 'placeholder', 'value'] },
  'Input.Rating': { texts: ['label'] },
  'Input.Toggle': { texts: ['label', 'title'] },
  'Input.ChoiceSet': { texts: ['label', 'placeholder'] },
};

/** Members that hold text for people in most elements. They are read in unknown elements. */
export const sharedTexts = [
  'title',
  'label',
  'text',
  'subtitle',
  'description',
  'caption',
  'legend',
  'placeholder',
  'altText',
] as const;

/** Members that never hold anything shown in the element's place. */
export const notShown: ReadonlySet<string> = new Set([
  'authentication',
  'backgroundImage',
  'card',
  'choices.data',
  'data',
  'fallback',
  'inlineAction',
  'metadata',
  'msteams',
  'refresh',
  'requires',
  'selectAction',
  'valueChangedAction',
]);
