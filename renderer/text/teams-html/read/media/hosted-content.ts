/** Graph's hosted contents: pictures, films and sounds of a message that Graph itself serves. */

/** Graph's own are some hundred characters long. */
const longestSource = 4_096;

/** Whether an address is one of Graph's hosted contents (`…/messages/…/hostedContents/…/$value`), whatever its host. */
export const isHostedContent = (source: string): boolean =>
  source.length <= longestSource && /\/messages\/[^?#]*\/hostedContents\/[^/?#]+\/\$value$/.test(source);
