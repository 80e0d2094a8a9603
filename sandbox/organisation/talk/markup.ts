/** Turns the generator's text (Markdown with mention marks) into each service's own format: HTML on Teams, Markdown on Mattermost. */
import MarkdownIt from 'markdown-it';
import { mentionMarks } from './talk.ts';
import type { PersonKey, PlannedPerson } from '../plan.ts';

/** Plain text as HTML that shows it. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[character] ?? 'quot'};`);

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
// Teams writes code blocks in its own tag, with the language as its class (facts, Graph §3).
markdown.renderer.rules.fence = (tokens, at) => {
  const token = tokens[at];
  const language = token?.info.trim() ?? '';
  const code = escapeHtml(token?.content.replace(/\n$/, '') ?? '').replaceAll('\n', '<br>');
  return `<codeblock class="${escapeHtml(language)}"><code>${code}</code></codeblock>`;
};

/** Emoji names that occur in the built-in text, as Teams shows them. */
const emojiByName: Readonly<Record<string, string>> = {
  tada: '🎉',
  heart: '❤️',
  thumbsup: '👍',
  anchor: '⚓',
  birthday: '🎂',
  crossed_fingers: '🤞',
};

const withUnicodeEmoji = (text: string): string =>
  text.replace(/:([a-z_]+):/g, (whole, name: string) => emojiByName[name] ?? whole);

export interface TeamsBody {
  readonly contentType: 'text' | 'html';
  readonly content: string;
  /** In the order of the `<at>` marks. */
  readonly mentions: readonly PersonKey[];
}

/** The body of a Teams message. People without a Microsoft account are named, not mentioned. */
export const teamsBody = (
  text: string,
  verbatim: boolean,
  person: (key: PersonKey) => PlannedPerson,
): TeamsBody => {
  if (verbatim) return { contentType: 'html', content: `<p>${escapeHtml(text)}</p>`, mentions: [] };
  const mentions: PersonKey[] = [];
  const html = markdown
    .render(withUnicodeEmoji(text))
    .trim()
    .replace(mentionMarks, (_, key: PersonKey) => {
      const mentioned = person(key);
      if (!mentioned.microsoft) return escapeHtml(mentioned.givenName);
      mentions.push(key);
      return `<at id="${mentions.length - 1}">${escapeHtml(mentioned.displayName)}</at>`;
    });
  return { contentType: 'html', content: html, mentions };
};

/** The message of a Mattermost post. People without a Mattermost account are named, not mentioned. */
export const mattermostMessage = (text: string, person: (key: PersonKey) => PlannedPerson): string =>
  text.replace(mentionMarks, (_, key: PersonKey) => {
    const mentioned = person(key);
    return mentioned.mattermost ? `@${mentioned.mattermost.username}` : mentioned.givenName;
  });
