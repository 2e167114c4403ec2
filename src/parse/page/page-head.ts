import { type CheerioAPI, load } from "cheerio/slim";
import { Parser } from "htmlparser2";

/** A page's head comes first: no more of it is looked at. */
const MAX_HEAD = 1 << 18;
/** cheerio builds and walks trees by recursion and in time that grows with depth by the square. */
const MAX_DEPTH = 256;
/** It selects in time that grows with the number of siblings by the square: 40,000 cost a second. */
const MAX_NODES = 4096;

/** The head of a web page to select from, cut where its body begins, or where it is deeper or longer than any head. */
export function pageHead(html: string): CheerioAPI {
  return load(html.slice(0, endOfHead(html)), { xml: { xmlMode: false, decodeEntities: true } });
}

function endOfHead(html: string): number {
  let depth = 0;
  let nodes = 0;
  let end = Math.min(html.length, MAX_HEAD);
  const stop = (): void => {
    end = parser.startIndex;
    parser.pause();
  };
  const count = (): void => {
    nodes += 1;
    if (nodes > MAX_NODES) stop();
  };
  const parser = new Parser({
    onopentag(name) {
      depth += 1;
      if (name === "body" || depth > MAX_DEPTH) stop();
      else count();
    },
    oncomment: count,
    onprocessinginstruction: count,
    onclosetag() {
      depth -= 1;
    },
  });
  parser.write(html.slice(0, end));
  return end;
}
