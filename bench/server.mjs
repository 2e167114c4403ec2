// The other side of the bench: N feeds of 50 items (about 60 KB), or of as many as are named, on 127.0.0.1 or the address
// that is named, with ETags. A path is `/<n>?r=<revision>`: the client cannot see the revision, it is raised over IPC, and a feed whose number passes the filter then has one item more.
import { createServer } from "node:http";

const ITEMS = Number(process.argv[2] ?? 50);
const ADDRESS = process.argv[3] ?? "127.0.0.1";
const TEXT =
  "Les élus ont débattu jusqu’à minuit de l’entretien des rues, des écoles &amp; du stade ; the vote is due on Monday. ".repeat(
    8,
  );
let revision = 0;
let changing = 1;

const server = createServer((request, response) => {
  const n = Number(request.url.slice(1));
  const mine = n % 2 < changing ? revision : 0;
  const etag = `"${n}-${mine}"`;
  if (request.headers["if-none-match"] === etag) return response.writeHead(304, { etag }).end();
  response.writeHead(200, { etag, "content-type": "application/rss+xml; charset=utf-8" }).end(feed(n, mine));
});

process.on("message", (message) => {
  revision = message.revision;
  changing = message.changing;
  process.send({ ready: true });
});
server.listen(0, ADDRESS, () => process.send({ port: server.address().port }));

/** One item in fifty is about a tram, which is what the bench's profile wants. */
function feed(n, added) {
  const items = [];
  for (let i = ITEMS + added; i > added; i -= 1) {
    const subject =
      (n + i) % 50 === 0 ? "A new tram line for the harbour" : "The council met about the budget";
    items.push(
      `<item><title>${subject} ${n}.${i}</title><link>https://example.org/${n}/${i}</link>` +
        `<guid isPermaLink="false">urn:${n}:${i}</guid><pubDate>Mon, 02 Mar 2026 10:${String(i % 60).padStart(2, "0")}:00 GMT</pubDate>` +
        `<description><![CDATA[<p>${TEXT}</p>]]></description></item>`,
    );
  }
  return (
    `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed ${n}</title>` +
    `<link>https://example.org/${n}/</link>${items.join("\n")}</channel></rss>`
  );
}
