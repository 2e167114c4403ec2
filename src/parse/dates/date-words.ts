/** Months as English and French write them, in full or cut short, without accents and dots: 1 to 12. */
const MONTHS: readonly (readonly string[])[] = [
  ["january", "jan", "janvier", "janv"],
  ["february", "feb", "fevrier", "fevr", "fev"],
  ["march", "mar", "mars"],
  ["april", "apr", "avril", "avr"],
  ["may", "mai"],
  ["june", "jun", "juin"],
  ["july", "jul", "juillet", "juil"],
  ["august", "aug", "aout"],
  ["september", "sept", "sep", "septembre"],
  ["october", "oct", "octobre"],
  ["november", "nov", "novembre"],
  ["december", "dec", "decembre"],
];
const MONTH_BY_NAME = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** Minutes east of UTC. Only names that mean one thing: not IST, which three countries claim. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ["z", 0],
  ["ut", 0],
  ["utc", 0],
  ["gmt", 0],
  ["wet", 0],
  ["west", 60],
  ["bst", 60],
  ["cet", 60],
  ["met", 60],
  ["mez", 60],
  ["hec", 60],
  ["cest", 120],
  ["mest", 120],
  ["mesz", 120],
  ["heec", 120],
  ["eet", 120],
  ["eest", 180],
  ["msk", 180],
  ["hkt", 480],
  ["sgt", 480],
  ["jst", 540],
  ["kst", 540],
  ["aest", 600],
  ["aedt", 660],
  ["nzst", 720],
  ["nzdt", 780],
  ["est", -300],
  ["edt", -240],
  ["cst", -360],
  ["cdt", -300],
  ["mst", -420],
  ["mdt", -360],
  ["pst", -480],
  ["pdt", -420],
  ["akst", -540],
  ["akdt", -480],
  ["hst", -600],
  // Canadian French.
  ["hnt", -210],
  ["hat", -150],
  ["hna", -240],
  ["haa", -180],
  ["hne", -300],
  ["hae", -240],
  ["hnc", -360],
  ["hac", -300],
  ["hnr", -420],
  ["har", -360],
  ["hnp", -480],
  ["hap", -420],
]);

/** The month that a word names in English or French (lower case, no accents), 1 to 12. */
export function monthNamed(word: string): number | undefined {
  return MONTH_BY_NAME.get(word);
}

/** The offset in minutes that a time zone's abbreviation (lower case) stands for. */
export function zoneNamed(word: string): number | undefined {
  return ZONES.get(word);
}
