import { foldWord } from "./fold.ts";
import { readWords } from "./tokens.ts";

// Words that both languages write (a, as, if, or, pas, son…) say nothing and are in neither list.
const FRENCH = words(`
  ai alors apres au aucun aussi aux avant avec avez avoir avons c ce ceci cela celle celui ces cet cette ceux chez
  comme comment contre d dans de depuis des deux dont du elle elles en entre est et etait ete etre eux face faire fait
  font hors il ils j je jusqu l la le les leur leurs lors lui ma mais malgre meme mes moins mon n ne ni nos notre nous
  ou par parce parmi pendant plus plusieurs pour pourquoi qu quand quatre que quel quelle qui quoi sa sans se selon
  sera ses si sont sous sur ta te tes ton tous tout toute toutes trois tu un une vers veut voici vos votre vous`);

const ENGLISH = words(`
  about after against all also amid an and any are at be because been before being but by can could did do does during
  each for from get had has have he her his how in into is it its just more most my new no not of off on once only
  other our out over own says she should so some such than that the their them then there these they this those
  through to under until up was we were what when where which while who why will with would you your`);

// Neighbours share words with French and English: their votes count for both sides, and the distinct words decide.
const OTHERS = words(`
  ao aos auf bei com como con da das dass de dei del della dem den der di die dos du e ein eine einen einer el em en
  es fur gegen gli het in is ist la las le lo los ma mit mot muy na nach nao ne nel nella nicht o och os over para per
  pero por que se si sich sie sobre som su sul sulla te tu uber um un una van voor von was we werden wird y zu zum zur`);

const FRENCH_ACCENT = /[àâçèéêëîïôùûœ]/iu;
const OTHER_ACCENT = /[áíóúñãõäöüßåø]/iu;
const MIN_LETTERS = 20;

/**
 * The language of a text by its function words: `"fr"`, `"en"`, or `undefined` when it is short, mixed or neither.
 * Matching does not need it; it labels what readers see. Reads at most the first 4,000 units.
 */
export function detectLanguage(text: string): "fr" | "en" | undefined {
  const head = text.slice(0, 4000).normalize("NFC");
  if ((head.match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS) return undefined;
  const votes = { fr: 0, en: 0, other: 0 };
  const { starts, ends } = readWords(head);
  for (const [index, start] of starts.entries()) {
    const raw = head.slice(start, ends[index]);
    const word = foldWord(raw);
    if (FRENCH.has(word) || FRENCH_ACCENT.test(raw)) votes.fr += 1;
    if (ENGLISH.has(word)) votes.en += 1;
    if (OTHERS.has(word) || OTHER_ACCENT.test(raw)) votes.other += 1;
  }
  return winner(votes);
}

/** At least twice the votes of the other candidate, and no fewer than the neighbours. */
function winner(votes: {
  readonly fr: number;
  readonly en: number;
  readonly other: number;
}): "fr" | "en" | undefined {
  const { fr, en, other } = votes;
  if (fr > 0 && fr >= 2 * en && fr >= other) return "fr";
  if (en > 0 && en >= 2 * fr && en >= other) return "en";
  return undefined;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}
