import type { Matchable } from "../../src/model/item.ts";
import type { CleanDocument } from "../../src/profile/clean/document.ts";
import { aDocument } from "./a-drawing.ts";

/** Five articles about a second subject, the quality of water, in both languages. */
export const WATER_ARTICLES: readonly CleanDocument[] = [
  aDocument(
    `Des nitrates dans l’eau potable de trois communes
     Trois communes du plateau ne boivent plus l’eau du robinet depuis lundi.
     L’agence régionale de santé (ARS) y a mesuré des nitrates au double de la norme dans l’eau potable.
     Les nitrates viennent des engrais épandus autour du captage, selon l’ARS.
     La mairie distribue des bouteilles et promet une station de traitement pour l’eau potable.`,
    { name: "1.txt", title: "Des nitrates dans l’eau potable de trois communes" },
  ),
  aDocument(
    `La vallée surveille ses pesticides
     Un métabolite de pesticide dépasse la limite de qualité dans l’eau potable de la vallée.
     Le captage du Moulin a été fermé par l’agence régionale de santé.
     Les agriculteurs contestent : le pesticide est interdit depuis longtemps, disent-ils.
     Le syndicat des eaux cherche un autre captage pour l’eau potable.`,
    { name: "2.txt", title: "La vallée surveille ses pesticides" },
  ),
  aDocument(
    `PFAS : la station de traitement ne suffit pas
     Les polluants éternels passent à travers la station de traitement, montre une étude.
     Des PFAS ont été trouvés dans l’eau potable de douze villes, à côté d’anciennes usines.
     Les PFAS s’accumulent dans le corps. L’ARS demande des filtres à charbon actif.`,
    { name: "3.txt", title: "PFAS : la station de traitement ne suffit pas" },
  ),
  aDocument(
    `Nitrates push drinking water over the limit
     Farm fertiliser has pushed nitrates in drinking water over the legal limit in four villages.
     The water company shut two boreholes and is blending drinking water from a reservoir.
     Campaigners say nitrates have been rising for years.`,
    { name: "4.txt", language: "en", title: "Nitrates push drinking water over the limit" },
  ),
  aDocument(
    `PFAS found in drinking water near airfield
     Forever chemicals have been found in drinking water near a former airfield.
     The water company says its carbon filters remove PFAS before drinking water leaves the works.
     Residents want PFAS to be measured every month.`,
    { name: "5.txt", language: "en", title: "PFAS found in drinking water near airfield" },
  ),
];

/** News that a profile drawn from them must alert on. */
export const ABOUT_WATER: readonly Matchable[] = [
  { title: "Eau potable : les PFAS inquiètent une ville de plus" },
  { title: "Drinking water in the hills fails nitrate test" },
  { title: "Une commune sans eau potable", summary: "Le captage est pollué par des pesticides, dit l’ARS." },
];
/** News that it must not. */
export const NOT_ABOUT_WATER: readonly Matchable[] = [
  { title: "Natation : le record du 100 mètres tombe dans une eau à 27 degrés" },
  { title: "Heavy rain brings high water to the valley", summary: "The river company closed two bridges." },
  { title: "La mairie rénove sa station de bus", summary: "Les communes voisines paient la moitié." },
];
