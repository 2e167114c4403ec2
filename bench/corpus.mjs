// Feeds as publishers write them: RSS, Atom, RDF and JSON of 20 to 100 KB, in French and English, with bodies of HTML
// in CDATA or escaped, summaries, authors, categories, pictures. The same ones at every run.
import { randomFrom } from "./random.mjs";

const WORDS = {
  fr: (
    "le la les un une des de du et à en dans pour sur avec sans sous après avant entre contre ville conseil police " +
    "école métro tramway budget élection député ministère enquête loi décret caméra données citoyens association " +
    "juge tribunal rapport année mois séance projet réforme grève hôpital santé climat énergie prix marché travail " +
    "ouvre ferme annonce refuse adopte critique demande dénonce prépare présente vérifie étend réduit l’Assemblée " +
    "aujourd’hui hier demain près européenne française nationale régionale publique nouvelle première dernière"
  ).split(" "),
  en: (
    "the a an of and to in on for with without under after before between against city council police school " +
    "metro tram budget election member ministry inquiry law order camera data citizens charity judge court report " +
    "year month session project reform strike hospital health climate energy price market work opens closes says " +
    "refuses adopts criticises asks warns prepares shows checks widens cuts today yesterday tomorrow near European " +
    "British national regional public new first last people’s"
  ).split(" "),
};
const MOST_ITEMS = 40;

/** Documents of one feed each: its name, format and bytes. */
export function corpus(count, seed = 20_260_302) {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, n) => {
    const format = pick(random, ["rss", "rss", "rss", "rss", "rss", "atom", "atom", "atom", "rdf", "json"]);
    const feed = feedOf(n, random);
    return {
      format,
      url: `${feed.link}feed`,
      bytes: new TextEncoder().encode(WRITERS[format](feed, random)),
    };
  });
}

function feedOf(n, random) {
  const language = pick(random, ["fr", "en"]);
  const link = `https://paper-${n}.example.org/`;
  const wanted = 20_000 + random() * 80_000;
  const items = [];
  for (let size = 0; size < wanted && items.length < MOST_ITEMS;) {
    const item = itemOf({ n, language, link, place: items.length }, random);
    items.push(item);
    size += item.body.length + 700;
  }
  return { n, language, link, title: sentence(language, 3, random), items };
}

function itemOf({ n, language, link, place }, random) {
  const date = new Date(Date.UTC(2026, 2, 2, 10) - place * 7_200_000 - n * 1000);
  const slug = sentence(language, 6, random)
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, "-");
  return {
    title: sentence(language, 6 + random() * 8, random),
    link: `${link}${date.getUTCFullYear()}/03/${slug}-${place}/?utm_source=rss&utm_medium=feed`,
    guid: `${link}?p=${n * 1000 + place}`,
    date,
    author: pick(random, ["Camille Exemple", "Sam Example", "Dominique Modèle"]),
    categories: Array.from({ length: 1 + random() * 5 }, () => sentence(language, 1 + random() * 2, random)),
    summary: sentence(language, 25 + random() * 30, random),
    body: bodyOf(language, link, random),
    picture: `${link}media/${n}-${place}.jpg`,
  };
}

function bodyOf(language, link, random) {
  const parts = [];
  const paragraphs = 2 + random() * 9;
  for (let i = 0; i < paragraphs; i += 1) {
    const text = `${sentence(language, 20 + random() * 60, random)} <a href="${link}a/${i}?x=1&amp;y=2">${sentence(language, 3, random)}</a>, <strong>${sentence(language, 2, random)}</strong> ${sentence(language, 15 + random() * 20, random)}`;
    const kind = random();
    if (kind < 0.7) parts.push(`<p>${text}</p>`);
    else if (kind < 0.8)
      parts.push(`<h2>${sentence(language, 4, random)}</h2>\n<p class="lead">${text}&nbsp;!</p>`);
    else if (kind < 0.9)
      parts.push(
        `<ul><li>${sentence(language, 9, random)}</li><li><em>${sentence(language, 5, random)}</em></li></ul>`,
      );
    else
      parts.push(
        `<figure class="wp-block-image"><img src="${link}media/${i}.jpg" alt="${sentence(language, 5, random)}" width="640" height="360" srcset="${link}media/${i}-2x.jpg 2x" /><figcaption>${sentence(language, 7, random)} &#8211; &copy;</figcaption></figure>`,
      );
  }
  return parts.join("\n");
}

function sentence(language, words, random) {
  const text = Array.from({ length: Math.max(1, Math.floor(words)) }, () =>
    pick(random, WORDS[language]),
  ).join(" ");
  return text[0].toUpperCase() + text.slice(1);
}

const WRITERS = {
  rss: ({ title, link, language, items }, random) => {
    const cdata = random() < 0.7;
    const html = (text) => (cdata ? `<![CDATA[${text}]]>` : escaped(text));
    const entries = items.map(
      (item) => `
	<item>
		<title>${escaped(item.title)}</title>
		<link>${escaped(item.link)}</link>
		<comments>${escaped(item.link)}#respond</comments>
		<dc:creator><![CDATA[${item.author}]]></dc:creator>
		<pubDate>${item.date.toUTCString().replace("GMT", "+0000")}</pubDate>
		${item.categories.map((category) => `<category><![CDATA[${category}]]></category>`).join("\n\t\t")}
		<guid isPermaLink="false">${escaped(item.guid)}</guid>
		<description>${html(`<p>${item.summary} [&#8230;]</p>`)}</description>
		<content:encoded>${html(item.body)}</content:encoded>
		<enclosure url="${item.picture}" length="120000" type="image/jpeg" />
		<media:content url="${item.picture}" medium="image"><media:title type="html">${escaped(item.title)}</media:title></media:content>
		<slash:comments>0</slash:comments>
	</item>`,
    );
    return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
	<title>${escaped(title)}</title>
	<atom:link href="${link}feed" rel="self" type="application/rss+xml" />
	<link>${link}</link>
	<description>${escaped(title)}</description>
	<lastBuildDate>Mon, 02 Mar 2026 10:00:00 +0000</lastBuildDate>
	<language>${language}</language>
	<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>${entries.join("")}
</channel>
</rss>
`;
  },
  atom: ({ title, link, language, items }) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <title>${escaped(title)}</title>
  <link rel="self" href="${link}feed" /><link rel="alternate" type="text/html" href="${link}" />
  <id>${link}</id><updated>2026-03-02T10:00:00Z</updated>
${items
  .map(
    (item) => `  <entry>
    <title type="html">${escaped(item.title)}</title>
    <link rel="alternate" type="text/html" href="${escaped(item.link)}" />
    <id>${escaped(item.guid)}</id>
    <published>${item.date.toISOString()}</published><updated>${item.date.toISOString()}</updated>
    <author><name>${item.author}</name></author>
    ${item.categories.map((category) => `<category term="${escaped(category)}" />`).join("")}
    <summary type="html">${escaped(`<p>${item.summary}</p>`)}</summary>
    <content type="html" xml:base="${link}">${escaped(item.body)}</content>
  </entry>`,
  )
  .join("\n")}
</feed>
`,
  rdf: ({ title, link, language, items }) => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="${link}"><title>${escaped(title)}</title><link>${link}</link><description>${escaped(title)}</description><dc:language>${language}</dc:language>
<items><rdf:Seq>${items.map((item) => `<rdf:li rdf:resource="${escaped(item.link)}" />`).join("")}</rdf:Seq></items></channel>
${items
  .map(
    (item) =>
      `<item rdf:about="${escaped(item.link)}"><title>${escaped(item.title)}</title><link>${escaped(item.link)}</link><dc:date>${item.date.toISOString()}</dc:date><dc:creator>${item.author}</dc:creator>${item.categories.map((category) => `<dc:subject>${escaped(category)}</dc:subject>`).join("")}<description>${escaped(item.summary)}</description><content:encoded><![CDATA[${item.body}]]></content:encoded></item>`,
  )
  .join("\n")}
</rdf:RDF>
`,
  json: ({ title, link, language, items }) =>
    JSON.stringify(
      {
        version: "https://jsonfeed.org/version/1.1",
        title,
        home_page_url: link,
        feed_url: `${link}feed`,
        language,
        items: items.map((item) => ({
          id: item.guid,
          url: item.link,
          title: item.title,
          summary: item.summary,
          content_html: item.body,
          image: item.picture,
          date_published: item.date.toISOString(),
          authors: [{ name: item.author }],
          tags: item.categories,
        })),
      },
      null,
      2,
    ),
};

function escaped(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}
