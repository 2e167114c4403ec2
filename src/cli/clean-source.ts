import type { Language } from "../model/profile.ts";
import type { CleanDocument } from "../profile/draw/document.ts";
import { createHash } from "node:crypto";

export type Cleaned =
  | { readonly kind: "read"; readonly document: CleanDocument }
  | { readonly kind: "unreadable"; readonly reason: string };

export function cleanSource(name: string, bytes: Uint8Array, language?: Language): Cleaned {
  const text = new TextDecoder().decode(bytes);
  const kept = text
    .split("\n")
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== "");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    kind: "read",
    document: {
      name,
      sha256,
      title: kept[0]?.text,
      language: language ?? (/ the /u.test(text) ? "en" : "fr"),
      kept: kept.slice(1),
      dropped: [],
    },
  };
}
