import { headerText, type ResponseHeaders } from "./response-headers.ts";

interface Mark {
  readonly name: string;
  readonly header: string;
  readonly value: RegExp;
  /** Such services mark the good answers of a site as well; these marks count on a refusal only. */
  readonly onRefusal?: true;
  /** Counts only for a web page: the service also passes refusals of the publisher on. */
  readonly onPage?: true;
}

/** Headers by which the services are known that keep robots out. */
const MARKS: readonly Mark[] = [
  { name: "Cloudflare", header: "cf-mitigated", value: /challenge|block/iu },
  { name: "Cloudflare", header: "server", value: /^cloudflare/iu, onRefusal: true, onPage: true },
  { name: "DataDome", header: "x-datadome", value: /./u, onRefusal: true },
  { name: "Sucuri", header: "x-sucuri-block", value: /./u, onRefusal: true },
  { name: "Imperva", header: "x-iinfo", value: /./u, onRefusal: true },
];
const REFUSALS: ReadonlySet<number> = new Set([403, 503]);

/** The service that answered instead of the publisher; undefined when the answer looks like the publisher's own. */
export function botWallOf(headers: ResponseHeaders, status: number): string | undefined {
  const said = (name: string): string => headerText(headers, name) ?? "";
  const isPage = /html/iu.test(said("content-type"));
  return MARKS.find(
    ({ header, value, onRefusal, onPage }) =>
      value.test(said(header)) &&
      (onRefusal === undefined || REFUSALS.has(status)) &&
      (onPage === undefined || isPage),
  )?.name;
}
