/** A body of either service without what nobody sees: tags, and what hides in them. */
export const seen = (content: string): string => content.replace(/<[^>]*>/g, ' ');
